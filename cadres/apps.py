"""Django's entry for the app."""

from django.apps import AppConfig


class CadresConfig(AppConfig):
    """People and the roster."""

    name = "cadres"
    verbose_name = "干部"
    default_auto_field = "django.db.models.BigAutoField"
