"""Forms of chosen people as files: names, archives, scope, the log."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from cadres.approval.models import ApprovalTexts
from cadres.exporting.documents import Paper
from cadres.exporting.naming import safe, titled
from cadres.formats import lrmx
from cadres.people.models import Cadre
from core.jobs import services as jobs
from core.jobs.models import Job, JobProblem
from tests.exchange.making import sample
from tests.exporting.asking import LRMX, asked, content, entries, file_name, keys, last_export
from tests.visible_people import NAMES

ROLES = ("city", "county", "secretary", "clerk", "cadre")
ON = "2026-06-30"


def names_in(job: Job) -> set[str]:
    """Whose forms are in the result, by what the forms say."""
    files = entries(job).values() if job.result.name.endswith(".zip") else [content(job)]
    return {lrmx.read(file)[0].name for file in files}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("ticked", [True, False])
def test_exactly_the_people_in_scope_are_exported(world, client_for, who, ticked):
    everybody = {"selected": keys(*world.cadres.values())} if ticked else {"all": "1"}
    job = asked(client_for(world.users[who]), "cadres", LRMX, **everybody)
    assert names_in(job) == set(NAMES[who])
    assert job.outcome == {"rows": len(NAMES[who])}
    assert last_export().rows == len(NAMES[who])


@pytest.mark.parametrize("who", ["auditor", "sysadmin", "secadmin", "nobody"])
@pytest.mark.parametrize("entity", ["cadres", "roster"])
def test_who_sees_nobody_exports_nobody(world, client_for, who, entity):
    everybody = keys(*world.cadres.values())
    address = reverse(f"exporting:{entity}")
    for step in ("", "export"):
        data = LRMX | {"step": step, "selected": everybody}
        assert client_for(world.users[who]).post(address, data).status_code in (400, 403)
    assert not Job.objects.exists()


def test_ticked_ids_out_of_scope_leave_no_trace(world, client_for):
    browser = client_for(world.secretary)
    data = LRMX | {"step": "export", "selected": keys(world.cadres["赵文博"])}
    assert browser.post(reverse("exporting:cadres"), data).status_code == 400
    both = keys(world.cadres["赵文博"], world.cadres["周雨晴"])
    job = asked(browser, "cadres", LRMX, selected=both)
    assert file_name(job) == f"{timezone.localdate():%Y.%m.%d} 干部任免审批表 周雨晴.lrmx"


def test_scope_is_that_of_the_day_the_job_runs(world, client_for):
    """Somebody moved away between asking and running."""
    rain = world.cadres["周雨晴"]
    browser = client_for(world.secretary)
    choices = LRMX | {"step": "export", "selected": keys(rain, world.cadres["曾可欣"])}
    browser.post(reverse("exporting:cadres"), choices)
    Cadre.objects.filter(pk=rain.pk).update(unit=world.named["市科技局"])
    job = Job.objects.get()
    assert jobs.perform(job.pk)
    job.refresh_from_db()
    assert names_in(job) == {"曾可欣"}


def test_files_are_named_and_ordered_as_their_list(world, client_for):
    query = f"unit={world.named['青川县'].pk}&as_of={ON}&order=-birth"
    job = asked(client_for(world.city), "cadres", LRMX, query=query, all="1")
    expected = ["罗天翊", "艾力·买买提", "赵文博", "马晓东"]  # the youngest first
    assert list(entries(job)) == [f"2026.06.30 干部任免审批表 {name}.lrmx" for name in expected]
    assert file_name(job) == "2026.06.30 干部任免审批表 4人.zip"
    # The day was chosen: the forms count ages to it.
    assert {lrmx.read(file)[0].age_on for file in entries(job).values()} == {"20260630"}


def test_today_is_no_chosen_day(world, client_for):
    """Said or not: forms keep the day that they have, and say none of their own."""
    query = {"query": f"as_of={timezone.localdate()}"}
    job = asked(
        client_for(world.city), "cadres", LRMX | query, selected=keys(world.cadres["周雨晴"])
    )
    assert lrmx.read(content(job))[0].age_on == ""


def test_people_of_one_name_get_a_counter(world, client_for):
    Cadre.objects.filter(unit=world.named["市交通运输局"]).update(name="周雨晴")
    job = asked(client_for(world.secretary), "cadres", LRMX | {"query": f"as_of={ON}"}, all="1")
    assert sorted(entries(job)) == [
        "2026.06.30 干部任免审批表 周雨晴.lrmx",
        "2026.06.30 干部任免审批表 周雨晴（2）.lrmx",
        "2026.06.30 干部任免审批表 周雨晴（3）.lrmx",
    ]


def test_several_stays_of_one_person_are_one_form(world, client_for):
    """陈思远 left and came back."""
    query = {"query": "standing=all&name=陈思远"}
    job = asked(client_for(world.city), "roster", LRMX | query, all="1")
    assert file_name(job).endswith(" 陈思远.lrmx")


def test_the_older_format_brings_its_picture_along(world, client_for):
    rain = world.cadres["周雨晴"]

    rain.photo.save("x.jpg", ContentFile(sample().photo))
    choices = {"document": "form.lrm", "edition": "old", "query": f"as_of={ON}"}
    job = asked(client_for(world.city), "cadres", choices, selected=keys(rain))
    name = "2026.06.30 干部任免审批表 周雨晴"
    assert list(entries(job)) == [f"{name}.lrm", f"{name}.pic"]
    assert file_name(job) == f"{name}.zip"


@pytest.mark.parametrize("edition", ["old", "new"])
def test_a_pdf_holds_everybody_or_a_file_for_each(world, client_for, edition):
    choices = {"document": "form.pdf", "edition": edition, "query": f"as_of={ON}"}
    two = keys(world.cadres["周雨晴"], world.cadres["李明朗"])
    browser = client_for(world.city)
    together = asked(browser, "cadres", choices, selected=two)
    assert content(together).startswith(b"%PDF-")
    assert file_name(together) == "2026.06.30 干部任免审批表 2人.pdf"
    apart = asked(browser, "cadres", choices | {"separately": "on"}, selected=two)
    assert {file[:5] for file in entries(apart).values()} == {b"%PDF-"}
    assert len(entries(apart)) == 2


def test_what_is_too_small_to_read_is_told_on_the_page_of_the_job(world, client_for):
    rain = world.cadres["周雨晴"]
    ApprovalTexts.objects.create(cadre=rain, rewards="荣获“优秀共产党员”称号；" * 120)
    choices = {"document": "form.pdf", "edition": "old"}
    job = asked(client_for(world.city), "cadres", choices, selected=keys(rain))
    problem = JobProblem.objects.get()
    assert (problem.place, problem.value) == ("周雨晴", "奖惩情况")
    assert "7 磅" in problem.reason or "放不下" in problem.reason
    page = client_for(world.city).get(reverse("jobs:detail", args=[job.pk]))
    assert "印得过小的内容" in page.content.decode()
    assert job.outcome["rows"] == 1


def test_the_log_says_format_day_and_whether_numbers_were_in_it(world, client_for):
    rain = world.cadres["周雨晴"]
    for who, document, numbers in (
        ("city", "form.lrmx", True),
        ("clerk", "form.lrmx", False),
        ("city", "form.lrm", False),
        ("city", "form.pdf", False),
    ):
        choices = {"document": document, "edition": "new", "query": f"as_of={ON}"}
        job = asked(client_for(world.users[who]), "cadres", choices, selected=keys(rain))
        entry = last_export()
        assert entry.actor_id == world.users[who].pk
        assert entry.detail == {
            "document": document,
            "format": document.partition(".")[2],
            "edition": "new",
            "as_of": ON,
            "internal": False,
            "id_numbers": numbers,
            "query": f"as_of={ON}",
            "job": job.pk,
            "selected": keys(rain),
        }


def test_a_result_is_withheld_from_whoever_has_other_rights_now(world, client_for):
    job = asked(client_for(world.clerk), "cadres", LRMX, selected=keys(world.cadres["周雨晴"]))
    address = reverse("jobs:result", args=[job.pk])
    browser = client_for(world.clerk)
    response = browser.get(address)
    assert response.status_code == 200
    assert "%E5%91%A8%E9%9B%A8%E6%99%B4.lrmx" in response["Content-Disposition"]
    b"".join(response.streaming_content)
    world.clerk.grants.update(unit=world.named["市科技局"])
    assert client_for(world.clerk).get(address).status_code == 409
    assert client_for(world.city).get(address).status_code == 404


@pytest.mark.parametrize("character", ["长", "𠮷"])
def test_a_file_system_takes_the_longest_name(character):
    name = titled(date(2026, 6, 30), Paper.FORM, character * 200)
    assert len(f"{name}_1234567.lrmx".encode()) <= 255
    assert safe(character * 40) == character * 40
