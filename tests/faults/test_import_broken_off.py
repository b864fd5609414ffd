"""The database goes down in the middle of an import: it is written whole, or not at all."""

from datetime import date

from django.urls import reverse

from cadres.importing import services as imports
from cadres.importing.models import BatchState, ImportBatch
from cadres.people.models import Cadre
from core.jobs import services
from core.jobs.models import Job, State
from tests.faults.copies import Copy, wait_for
from tests.faults.test_database_away import held, somebody_waits
from tests.importing.telling import an_id, batch_of, look, told
from tests.importing.uploading import file, sheet

PEOPLE = 20


def broken_off(copy: Copy, job: Job, table: str) -> None:
    """Stop the database while the job waits for a table, and have it up again."""
    with held(table):
        copy.deliver(job.pk)
        wait_for(somebody_waits)
        copy.servers.kill_postgres()
    copy.servers.up()
    wait_for(lambda: services.reap() or Job.objects.get(pk=job.pk).state == State.FAILED)
    assert "可以重新运行" in Job.objects.get(pk=job.pk).message


def test_it_is_whole_or_not_there_and_goes_on_by_a_button(copy, client_for) -> None:
    world, browser = copy.world, client_for(copy.world.city)
    copy.start_worker()

    # While it is checked: 重新运行 on the page of the job.
    upload = file(sheet(("郑小川", "男", "1992.05", "科员", "市科技局", an_id(), "", "汉族")))
    batch = imports.begin(actor=world.city, files=[upload], unit=None)
    broken_off(copy, batch.checking, "cadres_importrow")
    assert ImportBatch.objects.get(pk=batch.pk).state == BatchState.CHECKING
    assert "重新运行" in browser.get(reverse("imports:review", args=[batch.pk])).content.decode()
    copy.run_again(batch.checking)
    wait_for(lambda: ImportBatch.objects.get(pk=batch.pk).state == BatchState.CHECKED)
    assert batch.rows.count() == 1

    # While it is written: it is there to be confirmed, as it was.
    people = [
        told(name="甲" + chr(0x4E00 + n), row=n, birth=date(1990, 1 + n % 12, 1))
        for n in range(PEOPLE)
    ]
    batch, before = batch_of(look(people, world.city), world.city), Cadre.objects.count()
    imports.confirm(actor=world.city, batch=batch, people=PEOPLE)
    broken_off(copy, ImportBatch.objects.get(pk=batch.pk).writing, "core_auditentry")
    assert Cadre.objects.count() == before
    confirm = reverse("imports:confirm", args=[batch.pk])
    assert browser.get(reverse("imports:review", args=[batch.pk])).status_code == 200
    assert browser.post(confirm, {"people": PEOPLE}).status_code == 302
    copy.deliver(ImportBatch.objects.get(pk=batch.pk).writing.pk)
    wait_for(lambda: ImportBatch.objects.get(pk=batch.pk).state == BatchState.WRITTEN)
    assert Cadre.objects.count() == before + PEOPLE
    assert batch.rows.exclude(cadre=None).count() == PEOPLE
