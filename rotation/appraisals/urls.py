"""Addresses of appraisals."""

app_name = "appraisals"
urlpatterns = []
