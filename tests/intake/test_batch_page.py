"""The page of one batch: the way to it, its next step, and the list that is its own."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse

from cadres.intake.choices import ApplicantState as A
from cadres.intake.choices import BatchState as B
from cadres.intake.choices import BatchVerb as V
from cadres.intake.flow import BATCH_FLOW
from cadres.intake.offers import next_step
from cadres.intake.services import proposals
from core.jobs import services as jobs
from core.jobs.models import Job
from tests.intake.making import applicants, crowd, draft, every_stage, opened
from tests.world import World


def detail(pk: int) -> str:
    return reverse("intake:detail", args=[pk])


def filled(html: str) -> list[str]:
    """The labels of the filled links of the page."""
    return re.findall(r'<a class="btn btn-sm btn-primary"[^>]*>([^<]*)<', html)


@pytest.mark.parametrize(
    ("state", "present", "verb"),
    [
        (B.DRAFT, (), V.ANNOUNCE),
        (B.OPEN, (), V.PROPOSE),
        (B.OPEN, (A.WITHDRAWN,), V.PROPOSE),
        (B.OPEN, (A.UNQUALIFIED,), V.START_TEST),
        (B.TESTING, (A.QUALIFIED, A.TESTED), V.MARK),
        (B.TESTING, (A.TESTED, A.WITHDRAWN), V.START_INSPECTION),
        (B.INSPECTING, (A.SHORTLISTED, A.INSPECTED, A.PASSED_OVER), V.INSPECT),
        (B.INSPECTING, (A.INSPECTED, A.FAILED), V.RANK),
        (B.RANKING, (A.INSPECTED, A.FAILED), V.CHOOSE),
        (B.RANKING, (A.INSPECTED, A.CHOSEN), V.ADMIT),
        (B.RANKING, (A.CHOSEN, A.ADMITTED), V.ADMIT),
        (B.RANKING, (A.INSPECTED, A.ADMITTED), V.CLOSE),
        (B.RANKING, (A.FAILED,), V.CLOSE),
        (B.CLOSED, (A.ADMITTED,), ""),
        (B.CANCELLED, (A.QUALIFIED,), ""),
    ],
)
def test_the_next_step_is_what_somebody_waits_for_else_what_ends_the_stage(state, present, verb):
    offered = [verb for source, verb in BATCH_FLOW.table if source == state]
    assert next_step(offered, present) == verb


def test_a_unit_s_next_step_is_to_propose():
    assert next_step([V.PROPOSE, V.WITHDRAW], ()) == V.PROPOSE
    assert next_step([V.PROPOSE, V.WITHDRAW], (A.QUALIFIED,)) == V.PROPOSE


def test_one_button_is_filled_and_cancelling_stands_apart(world: World, client_for):
    made = every_stage(world)
    browser = client_for(world.city)
    expected = {
        "draft": "发布公告",
        "open": "结束报名、进入考试",
        "testing": "确定入围、进入考察",
        "inspecting": "登记考察结果",
        "ranking": "拟定入库名单",
    }
    for stage, label in expected.items():
        html = browser.get(detail(made[stage])).content.decode()
        assert filled(html) == [label], stage
        assert re.search(r'class="btn btn-sm btn-plain" href="[^"]*/cancel/">取消批次<', html), (
            stage
        )


def test_the_page_says_where_it_stands(world, client_for):
    html = client_for(world.city).get(detail(opened(world).pk)).content.decode()
    crumb = re.search(r'<nav class="q-crumb.*?</nav>', html, re.DOTALL)[0]
    assert f'<a href="{reverse("intake:list")}">选拔储备</a>' in crumb
    assert '<span aria-current="page">2026年选拔储备</span>' in crumb


def test_a_fresh_batch_says_where_people_are_added(world, client_for):
    batch = opened(world)
    people = reverse("intake:people", args=[batch.pk])
    for who in ("city", "county", "secretary", "clerk"):
        response = client_for(world.users[who]).get(detail(batch.pk))
        html = response.content.decode()
        assert response.context["listing"].active == 0
        assert "还没有人报名" in html, who
        assert filled(html) == ["推荐人选"], who
        assert f'href="{people}">推荐人选' in html, who
        assert "请放宽或清空筛选条件" not in html
        assert "个条件" not in html
    part = client_for(world.city).get(detail(batch.pk), headers={"HX-Request": "true"})
    assert "还没有人报名" in part.content.decode()
    drafted = client_for(world.city).get(detail(draft(world, name="草稿").pk)).content.decode()
    assert "发布公告以后才能推荐人选。" in drafted
    assert "推荐人选</a>" not in drafted


def test_the_list_is_the_batch_s_own_whatever_is_asked(world, client_for):
    one, two = crowd(world, 2)
    batch, other = opened(world), opened(world, name="另一批")
    proposals.propose(actor=world.city, batch=batch, people=[one])
    proposals.propose(actor=world.city, batch=other, people=[two])
    browser = client_for(world.city)
    for query in ("", f"?batch={other.pk}", f"?batch={batch.pk}&batch={other.pk}", "?batch=x"):
        response = browser.get(detail(batch.pk) + query)
        assert response.status_code == 200, query
        assert [row.texts[0] for row in response.context["rows"]] == ["赵新人"], query
        assert response.context["listing"].active == 0, query
        html = response.content.decode()
        assert f'<input type="hidden" name="batch" value="{batch.pk}">' in html
        assert 'id="id_batch"' not in html
    unit = browser.get(detail(batch.pk), {"filters": "all"}).content.decode()
    assert 'id="id_batch"' not in unit


def test_an_export_of_the_page_holds_its_batch_alone(world, client_for):
    one, two = crowd(world, 2)
    batch, other = opened(world), opened(world, name="另一批")
    proposals.propose(actor=world.city, batch=batch, people=[one])
    proposals.propose(actor=world.city, batch=other, people=[two])
    browser = client_for(world.city)
    html = browser.get(detail(batch.pk)).content.decode()
    query = unescape(re.search(r'name="query" value="([^"]*)"', html)[1])
    assert QueryDict(query)["batch"] == str(batch.pk)
    asked = {"format": "csv", "query": query}
    assert browser.post(reverse("listing:export", args=["applicants"]), asked).status_code == 302
    job = Job.objects.latest("pk")
    assert jobs.perform(job.pk)
    job.refresh_from_db()
    with job.result.open("rb") as stream:
        text = stream.read().decode("utf-8-sig")
    assert "赵新人" in text
    assert "钱新人" not in text
    assert len(applicants(other)) == 1
