"""A process that sends what waits, for tests that kill it: `python -m tests.notices.sender DAY`."""

import sys
from datetime import date

import django

django.setup()

from policy.notices.sending import deliver  # noqa: E402

sys.stdout.write(deliver(on=date.fromisoformat(sys.argv[1])).sentence())
