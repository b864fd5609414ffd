"""Django's entry for the app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Talks and what follows from them."""

    name = "assessments"
    verbose_name = "管理"
    default_auto_field = "django.db.models.BigAutoField"
