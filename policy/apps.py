"""Django's entry for the app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """What the plan requires and who owes it."""

    name = "policy"
    verbose_name = "方案与责任"
    default_auto_field = "django.db.models.BigAutoField"
