"""A double click files once and is told so; what is returned opens at what is to be answered."""

from django.urls import reverse
from django.utils import timezone

from core.units.models import Unit
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from reporting.annual.models import AnnualReport, Comment
from reporting.annual.tag import tag_of
from tests.annual.making import BUREAU, filed, opened, returned, said
from tests.annual.making import report as now


def test_a_second_click_is_told_what_the_first_one_did(world, client_for):
    today = timezone.localdate()
    opened(world, BUREAU, on=today)
    one = said(world, BUREAU, on=today)
    address = reverse("annual:file", args=[one.pk])
    click = {"seen": one.version, "tag": tag_of(one)}
    client = client_for(world.secretary)
    for _ in range(2):
        answer = client.post(address, click)
        assert (answer.status_code, answer["Location"]) == (302, f"/annual/{one.pk}/")
    assert now(world, BUREAU).filings.count() == 1
    assert "已上报" in client.get(f"/annual/{one.pk}/").content.decode()


def test_a_stale_page_is_no_second_click(world, client_for):
    today = timezone.localdate()
    opened(world, BUREAU, on=today)
    one = said(world, BUREAU, on=today)
    before = {"seen": one.version, "tag": tag_of(one)}
    filed(world, BUREAU, on=today)
    AnnualReport.objects.filter(pk=one.pk).update(version=one.version + 5)
    answer = client_for(world.secretary).post(reverse("annual:file", args=[one.pk]), before)
    assert answer.status_code == 409


def test_a_duty_to_mend_opens_at_the_first_comment_without_answer(world, client_for):
    today = timezone.localdate()
    one = returned(world, BUREAU, on=today, part_1="请补充结构。", part_6="请写明打算。")
    refresh(on=today)
    duty = Duty.objects.get(rule="report.refile", unit=Unit.objects.get(pk=one.unit_id))
    first, second = Comment.objects.filter(report=one).order_by("pk")
    client = client_for(world.secretary)
    ask = {"duty": duty.pk}
    edit = reverse("annual:edit", args=[one.pk])
    assert client.get("/annual/of-duty/", ask)["Location"] == f"{edit}#comment-{first.pk}"
    Comment.objects.filter(pk=first.pk).update(answer="已补充。")
    assert client.get("/annual/of-duty/", ask)["Location"] == f"{edit}#comment-{second.pk}"
    Comment.objects.update(answer="已改。")
    assert client.get("/annual/of-duty/", ask)["Location"] == edit
