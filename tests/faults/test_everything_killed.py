"""Everything is killed in the middle of a volume and of the morning's mail, and started again."""

import pytest

from core.audit.chain import seal, verify
from core.audit.models import Action, AuditEntry
from core.jobs import services
from core.jobs.models import Job, State
from policy.notices.models import Digest, DigestState
from reporting.annual.models import Paper
from tests.faults.conftest import REPORTS
from tests.faults.copies import Copy, wait_for
from tests.faults.mailing import hurried, remind_today, somebody_to_remind
from tests.faults.visitor import Visitor
from tests.notices.sink import Sink
from tests.volume.making import filed, some_units

CLERKS = 30


def start(copy: Copy) -> Visitor:
    """What `make run` starts, with a second worker."""
    for _ in range(2):
        copy.start_worker()
    copy.start_beat()
    return Visitor(copy.start_web()[1]).enter(copy.world.city)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_and_nothing_is_done_twice(servers, tmp_path) -> None:
    with Sink(pause=0.1) as sink, hurried(servers, "fault_everything", tmp_path, sink) as copy:
        for number, unit in enumerate(some_units(copy.world, REPORTS)):
            filed(unit, people=10 + number)
        somebody_to_remind(copy, CLERKS)
        remind_today()
        mail = services.enqueue(actor=None, kind="policy.notices.deliver", label="发送提醒邮件")
        start(copy)
        volume = copy.ask_for_volume()
        copy.deliver(mail.pk)
        wait_for(lambda: Paper.objects.exists() and len(sink.raw) >= 3)
        kept, sent = dict(Paper.objects.values_list("pk", "file")), len(sink.raw)
        copy.kill_processes()
        servers.kill_redis()
        servers.kill_postgres()

        servers.up()
        visitor = start(copy)
        assert visitor.get("/").status_code == 200
        wait_for(lambda: Job.objects.get(pk=volume.pk).state == State.FAILED)
        page = visitor.get(f"/jobs/{volume.pk}/")
        assert (page.status_code, "程序中断了" in page.text) == (200, True)
        assert visitor.post(visitor.form(f"/jobs/{volume.pk}/", "run-again")).status_code == 302
        wait_for(lambda: Job.objects.get(pk=volume.pk).is_finished)
        volume.refresh_from_db()
        assert (volume.state, volume.attempts) == (State.SUCCEEDED, 2), volume.message
        assert kept.items() <= dict(Paper.objects.values_list("pk", "file")).items()
        assert Paper.objects.count() == REPORTS
        made = AuditEntry.objects.filter(action=Action.EXPORT, subject="annualreport")
        assert made.count() == 1

        under_way = (DigestState.QUEUED, DigestState.SENDING)
        wait_for(lambda: not Digest.objects.filter(state__in=under_way).exists())
        to = sink.recipients()
        assert len(to) == len(set(to)) > sent, "nobody has two letters"
        unsure = Digest.objects.filter(state=DigestState.UNSURE).count()
        assert unsure <= 1, "the one that was on its way"
        told = Digest.objects.filter(state=DigestState.SENT)
        assert told.count() + unsure >= CLERKS
        assert set(told.values_list("recipient__email", flat=True)) <= set(to)

        copy.kill_processes()
        assert verify().faults == []
        seal(whole=True)
        assert verify().faults == []
