"""The composition root as a Django app: it brings the commands, and the one Celery application."""

from django.apps import AppConfig


class Config(AppConfig):
    """Without our Celery application at hand, `send` would talk to a default broker."""

    name = "config"

    def ready(self) -> None:
        """Every process that sets Django up sends its jobs to our broker."""
        from config.celery import app

        app.set_default()
