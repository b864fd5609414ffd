"""Pages of intake: what is typed, looked at and confirmed, and what is refused where."""

import pytest
from django.test import Client
from django.urls import reverse

from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.services import admission, proposals
from tests.intake.making import (
    AGE_ON,
    applicant,
    applicants,
    crowd,
    draft,
    examined,
    inspecting,
    newcomer,
    opened,
    ranking,
    states,
)
from tests.world import World


def page(name: str, *args: object) -> str:
    return reverse(f"intake:{name}", args=args)


@pytest.fixture
def city(world: World, client_for) -> Client:
    return client_for(world.city)


FIGURES = {
    "name": "2026年选拔储备",
    "quota": "100",
    "age_on": str(AGE_ON),
    "max_age": "35",
    "min_level": "4",
    "fulltime": "on",
    "test_weight": "0.5",
}


def test_a_batch_begins_with_the_figures_of_clause_2(world, city):
    form = city.get(page("create")).context["form"]
    initial = {name: form[name].value() for name in ("quota", "max_age", "fulltime", "test_weight")}
    assert initial == {"quota": 100, "max_age": 35, "fulltime": True, "test_weight": "0.5"}
    assert form["min_level"].value() == 4


def test_a_county_drafts_its_own_batch_alone(world, client_for):
    browser = client_for(world.county)
    wrong = browser.post(page("create"), FIGURES | {"unit": world.named["清河市"].pk})
    assert wrong.status_code == 400
    assert "没有这个单位，或者它不在您的范围内。" in wrong.content.decode()
    right = browser.post(page("create"), FIGURES | {"unit": world.named["青川县"].pk})
    assert right.status_code == 302
    assert IntakeBatch.objects.get().unit == world.named["青川县"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("quota", "0", "大于或等于1"),
        ("quota", "99999999999999999999", "小于或等于10000"),
        ("max_age", "三十五", "整数"),
        ("max_age", "61", "60"),
        ("age_on", "0001-01-01", "应在 2000 到 2100 年之间"),
        ("age_on", "2026-02-30", "日期"),
        ("min_level", "9", "9"),
        ("test_weight", "1.5", "1"),
        ("test_weight", "NaN", "数字"),
        ("test_weight", "0.555", "2"),
        ("name", "", "必填"),
        ("name", "甲\x00乙", "空"),
    ],
)
def test_bad_figures_are_refused_at_their_field(world, city, field, value, sentence):
    data = FIGURES | {"unit": world.named["清河市"].pk, field: value}
    response = city.post(page("create"), data)
    assert response.status_code == 400
    assert sentence in response.context["form"].errors[field][0]
    assert not IntakeBatch.objects.exists()


def test_two_batches_of_a_region_have_two_names(world, city):
    draft(world)
    response = city.post(page("create"), FIGURES | {"unit": world.named["清河市"].pk})
    assert response.status_code == 400
    assert "这个地区已有同名批次" in response.content.decode()


def test_the_clerk_proposes_by_name_looks_and_confirms(world, client_for):
    batch = opened(world)
    browser = client_for(world.clerk)
    response = browser.post(page("people", batch.pk), {"people": "曾　可欣\n\n 陈思远"})
    html = response.content.decode()
    assert "曾可欣（市交通运输局，清河市交通运输局办公室主任）" in html
    data = {
        "selected": response.context["selection"].ticked,
        "expected": response.context["expected"],
        "batch": batch.pk,
        "note": "表现突出",
    }
    assert not Applicant.objects.exists()
    done = browser.post(page("propose"), data, follow=True)
    assert "已报名 2 人：资格合格 1 人，资格不符 1 人。" in done.content.decode()
    assert states(batch) == {"曾可欣": "qualified", "陈思远": "unqualified"}
    again = browser.post(page("propose"), data)
    assert again.status_code == 409
    assert "已在本批次报名" in again.content.decode()


def test_names_out_of_reach_are_not_found(world, client_for):
    batch = opened(world)
    browser = client_for(world.clerk)
    for text in ("单文静", "没有此人", "990121199203150031"):
        response = browser.post(page("people", batch.pk), {"people": text})
        assert response.status_code == 409
        assert "在您能办理的范围里没有找到" in response.content.decode()
    assert "990121********0031" in response.content.decode()


def test_namesakes_are_told_apart_by_number(world, city):
    batch = opened(world)
    newcomer(world, "甲新")
    newcomer(world, "甲新", "市交通运输局")
    response = city.post(page("people", batch.pk), {"people": "甲新\n单文静\n单文静"})
    html = response.content.decode()
    assert "第 1 行“甲新”：有 2 人同名，请改用身份证号。" in html
    assert "第 3 行“单文静”：前面已有同一个人，请去掉一行。" in html


def test_only_open_batches_in_reach_are_offered(world, client_for):
    opened(world, "清源县", name="别县批次")
    open_one = opened(world, name="市批次")
    draft(world, name="市草稿")
    person = world.cadres["曾可欣"]
    response = client_for(world.clerk).post(page("propose"), {"selected": person.pk})
    assert list(response.context["form"].fields["batch"].queryset) == [open_one]


def test_ticked_people_out_of_reach_are_left_out(world, client_for):
    opened(world)
    data = {"selected": [world.cadres["曾可欣"].pk, world.cadres["单文静"].pk]}
    response = client_for(world.clerk).post(page("propose"), data)
    assert response.context["count"] == 1
    assert "单文静" not in response.content.decode()


def test_the_department_judges_the_ticked_with_a_reason(world, city):
    batch = opened(world)
    people = [world.cadres["单文静"], world.cadres["欧阳雪"]]
    proposals.propose(actor=world.city, batch=batch, people=people)
    ticked = {"selected": [row.pk for row in applicants(batch)]}
    looked = city.post(page("judge", "qualify"), ticked)
    assert (looked.context["count"], looked.context["unchanged"]) == (1, 1)
    confirm = ticked | {"expected": looked.context["expected"]}
    assert city.post(page("judge", "qualify"), confirm).status_code == 400  # no reason
    assert city.post(page("judge", "qualify"), confirm | {"reason": "放宽"}).status_code == 302
    assert set(states(batch).values()) == {"qualified"}
    stale = city.post(page("judge", "disqualify"), confirm | {"reason": "x"})
    assert stale.status_code == 409
    assert "所选的人有了变化" in stale.content.decode()
    assert city.post(page("judge", "promote"), ticked).status_code == 404


def test_a_unit_judges_nobody_through_the_address(world, client_for):
    batch = opened(world)
    proposals.propose(actor=world.city, batch=batch, people=[world.cadres["曾可欣"]])
    (row,) = applicants(batch)
    response = client_for(world.clerk).post(page("judge", "disqualify"), {"selected": row.pk})
    assert response.context["count"] == 0
    response = client_for(world.clerk).post(page("judge", "withdraw"), {"selected": row.pk})
    assert response.context["count"] == 1


def typed(row: Applicant, **cells: str) -> dict[str, str]:
    return {f"seen-{row.pk}": row.version} | {f"{k}-{row.pk}": v for k, v in cells.items()}


@pytest.mark.parametrize("mark", ["-1", "100.01", "甲", "1e9", "NaN", "Infinity", "9.999", "\x00"])
def test_bad_marks_are_refused_at_their_cell(world, city, mark):
    batch = examined(world, crowd(world, 2), ["90", None])
    first, second = applicants(batch)
    data = typed(first, mark="91") | typed(second, mark=mark)
    response = city.post(page("marks", batch.pk), data)
    assert response.status_code == 400
    (sentence,) = response.context["form"].errors[f"mark-{second.pk}"]
    assert sentence.startswith(f"钱新人的考试成绩“{mark}”无效，应为 0 到 100 之间")
    assert applicant(batch, first.cadre).test_mark == 90  # nothing was saved


def test_marks_are_typed_and_saved(world, city):
    batch = examined(world, crowd(world, 2), ["90", None])
    first, second = applicants(batch)
    data = typed(first, mark="90.00") | typed(second, mark="８５.５")
    response = city.post(page("marks", batch.pk), data, follow=True)
    assert "已保存，1 人有变化。" in response.content.decode()
    assert str(applicant(batch, second.cadre).test_mark) == "85.50"
    stale = city.post(page("marks", batch.pk), data | {f"mark-{second.pk}": "1"})
    assert stale.status_code == 409
    assert "已由林静文在" in stale.content.decode()


def test_pasted_columns_fill_the_table_and_save_nothing(world, city):
    batch = examined(world, crowd(world, 3), [None, None, None])
    text = "赵新人\t88.5\n钱 新人，77\n孙新人 66\n没有此人\t50"
    response = city.post(page("marks", batch.pk), {"pasted": text, "fill": "1"})
    form = response.context["form"]
    assert [form[f"mark-{row.pk}"].value() for row in form.people] == ["88.5", "77", "66"]
    assert "第 4 行“没有此人”：在您能办理的范围里没有找到" in response.content.decode()
    assert not Applicant.objects.exclude(test_mark=None).exists()


def test_findings_are_typed_and_saved(world, city):
    batch = inspecting(world, crowd(world, 2), ["90", "80"])
    first, second = applicants(batch)
    data = typed(first, result="pass", mark="", note="") | typed(
        second, result="fail", mark="40", note="群众意见较大"
    )
    response = city.post(page("findings", batch.pk), data)
    assert response.status_code == 409
    assert "赵新人考察合格，请填写考察得分。" in response.content.decode()
    response = city.post(page("findings", batch.pk), data | {f"mark-{first.pk}": "90"})
    assert response.status_code == 302
    assert states(batch) == {"赵新人": "inspected", "钱新人": "failed"}


def test_a_bad_row_of_a_table_is_overlooked_and_a_foreign_one_not_written(world, city):
    batch = examined(world, crowd(world, 1), [None])
    other = examined(world, [newcomer(world, "甲新")], [None], name="另一批")
    (foreign,) = applicants(other)
    data = typed(foreign, mark="99") | {"seen-x": "1", "seen-" + "9" * 30: "1", "seen-²": "1"}
    assert city.post(page("marks", batch.pk), data).status_code == 302
    assert applicant(other, foreign.cadre).test_mark is None


def test_ranking_to_admission(world, city):
    people = crowd(world, 4)
    batch = ranking(world, people, ["90", "80", "80", "60"], ["90", "80", "80", "60"])
    first, second, third, _ = applicants(batch)
    response = city.get(page("ranking", batch.pk))
    html = response.content.decode()
    assert [line["is_ticked"] for line in response.context["lines"]] == [True, False, False, False]
    assert html.count("线上同分") >= 2
    assert "名额线" in html
    wanted = {"seen": batch.version, "chosen": [first.pk, second.pk, third.pk]}
    refused = city.post(page("ranking", batch.pk), wanted)
    assert refused.status_code == 409
    assert "拟定 3 人，超过名额 2 人。请填写说明。" in refused.content.decode()
    wanted["chosen"] = [first.pk, third.pk]
    assert city.post(page("ranking", batch.pk), wanted).status_code == 302
    stale = city.post(page("ranking", batch.pk), wanted)
    assert stale.status_code == 409
    assert "已由林静文在" in stale.content.decode()
    looked = city.get(page("admit", batch.pk))
    assert [row.pk for row in looked.context["people"]] == [first.pk, third.pk]
    initial = looked.context["form"].initial
    data = {**initial, "on": "2026-11-20", "document": "清组发〔2026〕20号", "tier": "1"}
    wrong = city.post(page("admit", batch.pk), data | {"expected": "x"})
    assert "拟定名单有了变化" in wrong.content.decode()
    late = city.post(page("admit", batch.pk), data | {"on": "2099-01-01"})
    assert "还没有到" in late.content.decode()
    assert city.post(page("admit", batch.pk), data).status_code == 302
    assert states(batch)["赵新人"] == "admitted"
    closed = city.post(page("close", batch.pk), {"seen": IntakeBatch.objects.get().version})
    assert closed.status_code == 302
    assert city.get(page("ranking", batch.pk)).status_code == 200  # to be read afterwards
    assert city.get(page("admit", batch.pk)).status_code == 409


def test_the_whole_way_through_the_pages_draws_without_a_fault(world, city):
    batch = opened(world)
    proposals.propose(actor=world.city, batch=batch, people=crowd(world, 2))
    for name in ("detail", "people", "check", "test", "cancel"):
        assert city.get(page(name, batch.pk)).status_code == 200, name
    city.post(page("check", batch.pk), {"seen": batch.version})
    batch.refresh_from_db()
    city.post(page("test", batch.pk), {"seen": batch.version})
    for name in ("detail", "marks", "inspection"):
        assert city.get(page(name, batch.pk)).status_code == 200, name
    first, second = applicants(batch)
    city.post(page("marks", batch.pk), typed(first, mark="90") | typed(second, mark="80"))
    batch.refresh_from_db()
    city.post(page("inspection", batch.pk), {"seen": batch.version, "shortlist": "1"})
    assert list(states(batch).values()) == ["shortlisted", "passed_over"]
    for name in ("detail", "findings", "rank", "return"):
        assert city.get(page(name, batch.pk)).status_code == 200, name
    (first, _) = applicants(batch)
    city.post(page("findings", batch.pk), typed(first, result="pass", mark="90", note=""))
    batch.refresh_from_db()
    done = city.post(page("rank", batch.pk), {"seen": batch.version})
    assert done.headers["Location"] == page("ranking", batch.pk)
    for name in ("detail", "ranking", "admit", "close", "return"):
        assert city.get(page(name, batch.pk)).status_code == 200, name
    assert len(admission.ranked(batch)) == 1
