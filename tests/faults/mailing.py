"""A copy with a hurried timetable, whose mail goes to a box of the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.test import override_settings
from django.utils import timezone

from core.accounts.models import User
from core.choices import Role
from policy.notices.making import remind
from tests.faults.copies import Copy, copied
from tests.faults.servers import Servers
from tests.notices.conftest import holder, owe
from tests.notices.sink import Sink


@contextmanager
def hurried(servers: Servers, name: str, folder: Path, sink: Sink) -> Iterator[Copy]:
    """The copy; whoever starts its scheduler has a year of mornings in a few seconds."""
    more = {
        "DJANGO_SETTINGS_MODULE": "tests.faults.hurried",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
        "EMAIL_SECURITY": "none",
    }
    media = folder / "media"
    with (
        copied(servers, name, folder, media, **more) as made,
        override_settings(MAILS=True, MEDIA_ROOT=media),
    ):
        yield made


def somebody_to_remind(copy: Copy, people: int) -> None:
    """So many clerks with an address, and a duty that they are to be reminded of today."""
    today = timezone.localdate()
    owe(copy.world, "周雨晴", today + timedelta(days=7))
    for number in range(people):
        name = f"clerk{number:02d}"
        user = holder(copy.world, name, Role.UNIT_CLERK, "市交通运输局")
        User.objects.filter(pk=user.pk).update(email=f"{name}@qinghe.test")


def remind_today() -> None:
    """The morning's reminders, not yet sent."""
    remind(on=timezone.localdate())
