"""Django's entry for the app."""

from django.apps import AppConfig


class RotationConfig(AppConfig):
    """Posts, rotations and the front line."""

    name = "rotation"
    verbose_name = "历练"
    default_auto_field = "django.db.models.BigAutoField"
