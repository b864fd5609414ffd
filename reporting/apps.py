"""Django's entry for the app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Annual reports and the figures behind them."""

    name = "reporting"
    verbose_name = "报告"
    default_auto_field = "django.db.models.BigAutoField"
