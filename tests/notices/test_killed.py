"""A sending process is killed in the middle, and another one is started: one message each."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from core.accounts.models import User
from core.choices import Role
from policy.notices.making import remind
from policy.notices.models import Digest, DigestState
from tests.notices.conftest import TODAY, holder, owe
from tests.notices.sink import Sink
from tests.notices.test_making import SOON
from tests.suite_servers import database_url, own_redis

PATIENCE = 60
PEOPLE = 40


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "等了太久"
        time.sleep(0.02)


@pytest.fixture
def environment() -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "REDIS_URL": own_redis(),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_SECURITY": "none",
        "LOG_LEVEL": "ERROR",
    }


def start(environment: dict[str, str], sink: Sink) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.notices.sender", TODAY.isoformat()],
        env=environment | {"EMAIL_PORT": str(sink.port)},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )


def test_nobody_gets_two_and_the_uncertain_one_is_said(
    committed_world, mailing, environment
) -> None:
    world = committed_world
    owe(world, "周雨晴", SOON)
    for number in range(PEOPLE):
        user = holder(world, f"clerk{number:02d}", Role.UNIT_CLERK, "市交通运输局")
        User.objects.filter(pk=user.pk).update(email=f"clerk{number:02d}@qinghe.test")
    remind(on=TODAY)
    with Sink(pause=0.05) as sink:
        first = start(environment, sink)
        wait_for(lambda: len(sink.raw) >= PEOPLE // 3)
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate()
        before = len(sink.raw)
        assert before < PEOPLE
        sending = Digest.objects.filter(state=DigestState.SENDING).count()
        assert sending == PEOPLE
        wait_for(lambda: not _locks())
        second = start(environment, sink)
        said, _ = second.communicate(timeout=PATIENCE)
        assert second.returncode == 0
    to = sink.recipients()
    assert len(to) == len(set(to)), "有人收到两封"
    unsure = Digest.objects.filter(state=DigestState.UNSURE)
    sent = Digest.objects.filter(state=DigestState.SENT)
    assert unsure.count() == 1
    assert "不能确定是否送达 1 封" in said
    assert sent.count() == PEOPLE - 1
    certain = set(sent.values_list("recipient__email", flat=True))
    assert certain <= set(to)
    assert set(to) - certain <= {unsure.get().recipient.email}


def _locks() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7313"
        )
        return cursor.fetchone()[0] > 0
