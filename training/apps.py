"""Django's entry for the app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """How cadres are trained."""

    name = "training"
    verbose_name = "培养"
    default_auto_field = "django.db.models.BigAutoField"
