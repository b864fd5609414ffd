"""The application as it runs for people, without the limits that would slow a benchmark down."""

import os

import django

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DEBUG": "0",
    "HTTPS": "0",
    "ALLOWED_HOSTS": "localhost",
    "QINGLAN_DEMO": "1",  # the demonstration accounts may log in
    "API_RATE": "1000000/min",
    "LOG_LEVEL": "ERROR",
}


def enter() -> None:
    """Set Django up; child processes inherit the variables."""
    os.environ.update(SETTINGS)
    django.setup()
