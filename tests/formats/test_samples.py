"""The two samples say the same of one person, as far as the older file can."""

from dataclasses import fields

from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import ApprovalForm
from cadres.formats.resume_remarks import looked_at
from tests.formats.invented import SAMPLES

NEWER = (SAMPLES / "sample.lrmx").read_bytes()
OLDER = (SAMPLES / "sample.lrm").read_bytes()
PORTRAIT = (SAMPLES / "sample.pic").read_bytes()


def test_they_read_alike():
    newer, said = lrmx.read(NEWER)
    older, said_of_older = lrm.read(OLDER, PORTRAIT)
    assert said == said_of_older == []
    differing = {
        field.name: (getattr(newer, field.name), getattr(older, field.name))
        for field in fields(ApprovalForm)
        if getattr(newer, field.name) != getattr(older, field.name)
    }
    assert differing == {
        "age_on": ("20250630", "202506"),
        "filled_on": ("20250630", "202506"),
        "id_number": ("990121199205201314", ""),
        "version": ("3.2.1.16", None),
    }


def test_what_is_in_them():
    form, _ = lrmx.read(NEWER)
    assert form.name == "周航"
    assert form.birth == "199205"
    assert form.party == "201305"
    assert form.pro_title == ""
    assert form.retire_month is None
    assert form.inservice_degree == "公共管理硕士"
    assert form.filled_by == "吴  敏"
    assert [(one.relation, one.name, one.birth) for one in form.family] == [
        ("妻子", "林小禾", "199309"),
        ("女儿", "周一诺", "201906"),
        ("父亲", "周建民", "196411"),
        ("母亲", "何秀兰", "196602"),
    ]
    assert form.photo == PORTRAIT


def test_they_are_written_as_their_editors_wrote_them():
    form, _ = lrmx.read(NEWER)
    assert lrmx.write(form) == NEWER.replace("周  航".encode(), "周航".encode())
    form, _ = lrm.read(OLDER, PORTRAIT)
    assert lrm.write(form) == (
        OLDER.replace("周  航".encode("gbk"), "周航".encode("gbk")),
        PORTRAIT,
    )


def test_their_resume_has_no_gaps():
    lines, remarks = looked_at(lrmx.read(NEWER)[0].resume)
    assert len(lines) == 8
    assert remarks == []
