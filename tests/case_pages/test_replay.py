"""A replay prints what was known on the day, whatever has changed since, and if it was kept."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from pdfplumber import open as open_pdf

from assessments.cases.models import RosterCase
from cadres.people.models import Cadre
from policy.parameters.services import set_value
from tests.case_pages.making import SECRET, found, opined, rated
from tests.world import World

LATER = date(2026, 12, 1)


def replayed(client_for, user, case: RosterCase, fmt: str = "") -> bytes:
    """The page, or a file."""
    args = [case.pk, fmt] if fmt else [case.pk]
    answer = client_for(user).get(reverse(f"cases:{'paper' if fmt else 'replay'}", args=args))
    assert answer.status_code == 200
    return answer.content


def of_pdf(content: bytes) -> str:
    """Its text without blanks."""
    with open_pdf(BytesIO(content)) as pages:
        return "".join((one.extract_text() or "") for one in pages.pages).replace("\n", "")


def of_word(content: bytes) -> str:
    """Its text without blanks."""
    word = Document(BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "".join([*(one.text for one in word.paragraphs), *cells])


def everything_changes(world: World, case: RosterCase) -> None:
    """Other parameters, another post, another unit, another name."""
    for key, value in (("exit.low_rating_percent", "25"), ("exit.decide_days", "30")):
        set_value(
            actor=world.city, key=key, text=value, since=LATER, reason="调整", on=date(2026, 11, 23)
        )
    Cadre.objects.filter(pk=case.cadre_id).update(
        name="周改名", title="清河市科学技术局局长", birth=date(1980, 1, 1)
    )


@pytest.mark.parametrize("fmt", ["", "pdf", "docx"])
def test_a_case_replayed_after_parameters_and_record_changed_prints_the_old_figures(
    world, client_for, fmt
):
    case = opined(world, rated(world, "周雨晴"))
    read = {"": lambda content: content.decode(), "pdf": of_pdf, "docx": of_word}[fmt]
    before = read(replayed(client_for, world.city, case, fmt))
    everything_changes(world, case)
    after = read(replayed(client_for, world.city, case, fmt))
    # 31 of 100 over 30; 60 days from 2026-11-02; born in May 1992: counted by hand.
    for words in ("31.00%", "30%", "测评比例上限", "清河市交通运输局综合规划科科长", "34岁"):
        assert words in after.replace(" ", "")
    assert "2027-01-01" in after
    assert "2026-11-17" in after
    for words in ("25%", "周改名", "科学技术局局长", "46岁"):
        assert words not in after.replace(" ", "")
    assert "校验一致" in after
    assert "班子意见不一" in after
    if fmt:
        assert after == before


@pytest.mark.parametrize("fmt", ["", "pdf", "docx"])
def test_a_snapshot_that_was_changed_is_said_to_be(world, client_for, fmt):
    case = rated(world, "周雨晴")
    kept = dict(case.snapshot)
    kept["verdict"] = "没有什么"
    RosterCase.objects.filter(pk=case.pk).update(snapshot=kept)
    read = {"": lambda content: content.decode(), "pdf": of_pdf, "docx": of_word}[fmt]
    said = read(replayed(client_for, world.city, case, fmt))
    assert "校验不一致" in said
    assert "校验一致" not in said


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
@pytest.mark.parametrize("who", ["secretary", "cadre"])
def test_files_tell_no_more_than_the_page(world, client_for, fmt, who):
    case = opined(world, found(world, "陈思远"))
    read = {"pdf": of_pdf, "docx": of_word}[fmt]
    said = read(replayed(client_for, world.users[who], case, fmt))
    assert "廉洁自律方面出现问题" in said
    assert SECRET not in said
    assert case.digest not in said
    assert ("班子意见不一" in said) == (who == "secretary")


def test_a_long_statement_goes_on_over_pages(world, client_for):
    from assessments.cases import services

    case = found(world, "陈思远")
    words = "情况说明。" * 400
    services.state(
        actor=world.cadre, case=case, seen=1, words=words, day=LATER.replace(month=11, day=20),
        on=LATER.replace(month=11, day=23),
    )  # fmt: skip
    said = of_pdf(replayed(client_for, world.city, case, "pdf"))
    assert said.replace("（续）", "").count("情况说明") >= 390


def test_no_other_kind_of_file(world, client_for):
    case = found(world, "陈思远")
    address = reverse("cases:paper", args=[case.pk, "zip"])
    assert client_for(world.city).get(address).status_code == 404
