"""The composition root as a Django app: it brings the commands, and the one Celery application."""

from django.apps import AppConfig
from django.core import checks

from core.paper.faces import faces_are_installed


class Config(AppConfig):
    """Without our Celery application at hand, `send` would talk to a default broker."""

    name = "config"

    def ready(self) -> None:
        """Every process that sets Django up sends its jobs to our broker, and can be checked."""
        from config.celery import app

        app.set_default()
        checks.register(faces_are_installed)
