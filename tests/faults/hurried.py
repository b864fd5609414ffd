"""The application of tests with a timetable on which every day comes at once."""

from tests.settings import *  # noqa: F403
from tests.settings import SCHEDULE

EVERY = 2  # seconds
CELERY_BEAT_SCHEDULE = {name: entry | {"schedule": EVERY} for name, entry in SCHEDULE.items()}
