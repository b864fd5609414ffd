"""Letters of a batch: who is told what, in one PDF, one Word file, or an archive."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from core.audit.models import AuditEntry
from core.errors import DomainError
from rotation.choices import BatchState, CandidateState, Channel, ProgrammeState
from rotation.frontline.letters.composing import Kind, letters_of
from rotation.frontline.models import Batch, Candidate, HostPost, Programme
from tests.papers.reading import marks
from tests.world import World

ON = date(2026, 11, 23)
SENT = {
    "周雨晴": ("柳河镇", "副镇长（挂职）"),
    "陈思远": ("马渡镇", "党委副书记（挂职）"),
    "李明朗": ("柳河镇", "党委副书记（挂职）"),
}


def batch_of(world: World, *, state: str = BatchState.DECIDED, assigned: bool = True) -> Batch:
    """A batch of the city with three chosen people and one in reserve."""
    programme = Programme.objects.create(
        unit=world.named["清河市"],
        year=2026,
        channel=Channel.TOWNSHIP,
        name="2026年乡镇挂职",
        term_months=24,
        quota=3,
        selection="examination",
        treatment="享受科级待遇",
        allowance="800.50",
        state=ProgrammeState.OPEN,
        document="清组发〔2026〕7号",
    )
    batch = Batch.objects.create(
        programme=programme,
        number=1,
        quota=3,
        apply_by=date(2026, 9, 1),
        starts_on=date(2026, 12, 1),
        ends_on=date(2028, 12, 1),
        state=state,
        document="清组发〔2026〕18号",
        dispatched_on=date(2026, 11, 20) if state == BatchState.DISPATCHED else None,
    )
    for name, (host, title) in SENT.items():
        post = HostPost.objects.create(batch=batch, unit=world.named[host], title=title)
        Candidate.objects.create(
            batch=batch,
            cadre=world.cadres[name],
            nominated_on=date(2026, 9, 1),
            state=CandidateState.CHOSEN,
            host_post=post if assigned else None,
        )
    Candidate.objects.create(
        batch=batch,
        cadre=world.cadres["罗天翊"],
        nominated_on=date(2026, 9, 1),
        state=CandidateState.RESERVE,
    )
    return Batch.objects.select_related("programme__unit").get(pk=batch.pk)


def get(client_for, user, batch: Batch, fmt: str, query: str = ""):
    return client_for(user).get(reverse("frontline:letters", args=[batch.pk, fmt]) + query)


def words_of(content: bytes) -> str:
    """Everything that a Word file says."""
    return "".join(
        node.text or "" for node in Document(BytesIO(content)).element.body.iter(qn("w:t"))
    )


def said_in(document) -> str:
    """The paragraphs of a document."""
    return "".join(block.lead + block.text for block in document.blocks if hasattr(block, "lead"))


def test_each_sender_has_a_notice_and_each_host_an_introduction(world):
    letters = letters_of(batch_of(world), world.city, ON)
    found = {(one.kind, one.unit.short_name, *(p.name for p in one.people)) for one in letters}
    assert len(letters) == 4
    assert found == {
        (Kind.NOTICE, "市科技局", "李明朗"),
        (Kind.NOTICE, "市交通运输局", "周雨晴", "陈思远"),
        (Kind.INTRODUCTION, "柳河镇", "李明朗", "周雨晴"),
        (Kind.INTRODUCTION, "马渡镇", "陈思远"),
    }


def test_what_a_notice_says(world):
    letters = letters_of(batch_of(world), world.city, ON)
    notice = next(one for one in letters if one.unit.short_name == "市交通运输局").document
    said = said_in(notice)
    assert notice.title == "中共清河市委组织部\n关于选派周雨晴、陈思远同志\n到乡镇挂职锻炼的通知"
    assert "根据“2026年乡镇挂职”（清组发〔2026〕7号）安排，经考试与考核" in said
    assert "自2026年12月1日起，至2028年11月30日止" in said
    assert "锻炼期间享受科级待遇，每月补助800.5元。" in said
    assert "不改变与原单位的人事关系" in said
    assert notice.day is None
    assert notice.number == "清组发〔2026〕18号"


def test_what_an_introduction_says(world):
    letters = letters_of(batch_of(world, state=BatchState.DISPATCHED), world.city, ON)
    letter = next(one for one in letters if one.unit.short_name == "马渡镇").document
    said = said_in(letter)
    assert letter.title == "关于选派陈思远同志\n到马渡镇挂职锻炼的函"
    assert "过半时进行中期考核，期满前填写《挂职锻炼考核鉴定表》" in said
    assert "当年在你单位满6个月的，年度考核由你单位负责" in said
    assert letter.day == date(2026, 11, 20)


def test_an_introduction_names_the_sheet_of_its_kind(world):
    batch = batch_of(world, state=BatchState.DISPATCHED)
    batch.programme.channel = Channel.PETITION
    batch.programme.save()
    letters = letters_of(batch, world.city, ON)
    letter = next(one for one in letters if one.kind == Kind.INTRODUCTION).document
    assert "期满前填写《信访督查考核鉴定表》" in said_in(letter)


def test_the_number_of_statements_does_not_depend_on_people(world, django_assert_num_queries):
    batch = batch_of(world)
    letters_of(batch, world.city, ON)
    with django_assert_num_queries(2):  # people, figures
        letters_of(batch, world.city, ON)


@pytest.mark.parametrize("state", [BatchState.DRAFT, BatchState.SELECTING, BatchState.CANCELLED])
def test_before_people_are_chosen_there_are_no_letters(world, state):
    with pytest.raises(DomainError, match="还没有函件"):
        letters_of(batch_of(world, state=state), world.city, ON)


def test_somebody_without_a_host_post_is_named(world):
    with pytest.raises(DomainError, match=r"李明朗.*还没有安排接收岗位"):
        letters_of(batch_of(world, assigned=False), world.city, ON)


def test_one_pdf_begins_each_letter_on_the_front_of_a_sheet(world, client_for):
    answer = get(client_for, world.city, batch_of(world), "pdf")
    assert answer["Content-Type"] == "application/pdf"
    found = marks(answer.content)
    pages = {page: "".join(m.text for m in found if m.page == page) for page in range(1, 20)}
    firsts = [page for page, text in pages.items() if "中共清河市委组织部文件" in text]
    assert len(firsts) == 2
    assert all(page % 2 for page in firsts)
    assert "李明朗" in "".join(pages.values())
    assert "罗天翊" not in "".join(pages.values())


def test_word_has_the_same_words(world, client_for):
    said = words_of(get(client_for, world.city, batch_of(world), "docx").content)
    for part in (
        "关于选派李明朗同志",
        "到柳河镇挂职锻炼的函",
        "名单如下",
        "享受科级待遇",
        "陈思远",
    ):
        assert part in said


def test_an_archive_has_a_file_for_each_letter(world, client_for):
    answer = get(client_for, world.city, batch_of(world), "zip")
    with ZipFile(BytesIO(answer.content)) as archive:
        names = archive.namelist()
        only = words_of(archive.read("派出通知 市科技局.docx"))
    assert sorted(names) == sorted(
        f"{kind} {unit}.docx"
        for kind, unit in (
            ("派出通知", "市科技局"),
            ("派出通知", "市交通运输局"),
            ("派遣函", "柳河镇"),
            ("派遣函", "马渡镇"),
        )
    )
    assert "李明朗" in only
    assert "周雨晴" not in only


def test_it_is_in_the_log(world, client_for):
    batch = batch_of(world)
    get(client_for, world.city, batch, "docx")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.subject, entry.rows) == ("export", "batch", 3)
    get(client_for, world.city, batch, "pdf", "?inline=1")
    assert AuditEntry.objects.latest("pk").action == "print"


@pytest.mark.parametrize(
    ("who", "status"),
    [("county", 403), ("secretary", 403), ("cadre", 404), ("auditor", 404), ("nobody", 404)],
)
def test_only_the_department_that_keeps_the_batch_has_them(world, client_for, who, status):
    assert get(client_for, world.users[who], batch_of(world), "pdf").status_code == status


def test_another_format_is_not_there(world, client_for):
    assert get(client_for, world.city, batch_of(world), "exe").status_code == 404
    refused = get(client_for, world.city, batch_of_draft(world), "pdf")
    assert refused.status_code == 409
    assert "请先确定人选" in refused.content.decode()


def batch_of_draft(world: World) -> Batch:
    """Another batch, of which nobody is chosen."""
    Programme.objects.all().update(name="先前的项目")
    return batch_of(world, state=BatchState.ANNOUNCED)
