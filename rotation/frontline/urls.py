"""Addresses of the front line."""

from rotation.frontline.letters.urls import letter_urls

app_name = "frontline"
urlpatterns = [
    *letter_urls,
]
