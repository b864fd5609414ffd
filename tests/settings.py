"""The application with two more kinds of job, for worker processes that tests start."""

from config.settings import *  # noqa: F403
from config.settings import JOBS, PASSWORD_HASHERS

JOBS |= {
    "test.count": ("测试：计数", "tests.jobs.kinds.count"),
    "test.fail": ("测试：出错", "tests.jobs.kinds.fail"),
    "test.refuse": ("测试：拒绝", "tests.jobs.kinds.refuse"),
}

# Half a second for every password adds up to minutes.
PASSWORD_HASHERS = ["tests.hashing.OneRound", *PASSWORD_HASHERS[1:]]

# Pages take static files from where they are written: no copying before a test.
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
