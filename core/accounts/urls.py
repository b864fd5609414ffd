"""Addresses of accounts and grants, and those of the entrance that stand at the root."""

from django.urls import path

from core.accounts.views import accounts, batch, entrance, grants, own

app_name = "accounts"
urlpatterns = [
    path("", accounts.accounts, name="list"),
    path("new/", accounts.create, name="create"),
    path("close/", batch.close, name="close"),
    path("open/", batch.reopen, name="open"),
    path("grants/", grants.grants, name="grants"),
    path("grants/<int:pk>/", grants.grant, name="grant"),
    path("grants/<int:pk>/revoke/", grants.revoke, name="revoke"),
    path("rules/", grants.rules, name="rules"),
    path("<int:pk>/", accounts.detail, name="detail"),
    path("<int:pk>/edit/", accounts.edit, name="edit"),
    path("<int:pk>/reset/", accounts.reset, name="reset"),
    path("<int:pk>/unlock/", accounts.unlock, name="unlock"),
    path("<int:pk>/remove-totp/", accounts.remove_totp, name="remove_totp"),
    path("<int:pk>/grant/", grants.give, name="give"),
]

entrance_urls = [
    path("login/", entrance.login, name="login"),
    path("logout/", entrance.logout, name="logout"),
    path("account/", own.account, name="account"),
    path("account/logins/", own.logins, name="logins"),
    path("password/", own.password, name="password"),
    path("totp/", own.authenticator, name="totp"),
]
