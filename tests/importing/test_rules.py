"""What 校核 would say after writing is said before, with its severity."""

from django.urls import reverse

from cadres.checks.files import Files
from cadres.checks.finding import findings
from cadres.checks.rules import RULES
from cadres.importing.rules import WILL_FAIL
from cadres.people.models import Cadre
from tests.importing.telling import an_id, batch_of, look, taken_in, told
from tests.world_people import TODAY


def reds(row) -> set[str]:
    return {r.field for r in row.told.remarks if r.reason.startswith(WILL_FAIL)}


def test_a_form_is_told_of_what_it_leaves_empty(world):
    (form,) = look([told(file="a.lrmx", row=None, id_number=an_id())])
    assert {"resume", "family"} <= {remark.field for remark in form.told.remarks}
    (of_sheet,) = look([told(id_number=an_id())])
    assert not {"resume", "family", "birth_place"} & {r.field for r in of_sheet.told.remarks}


def test_errors_of_a_new_person_are_those_found_after_writing(world):
    def form():
        return told(
            file="a.lrmx", row=None, id_number=an_id(), political_status=None, party_join=None
        )

    (row,) = look([form()])
    taken_in([form()])
    new = Cadre.objects.get(name="周晓航")
    after = {
        one.rule.sentence: one.sentence
        for one in findings(RULES, Files(TODAY))
        if one.cadre == new.pk and one.is_error
    }
    said = {
        r.reason.removeprefix(WILL_FAIL) for r in row.told.remarks if r.reason.startswith(WILL_FAIL)
    }
    assert after and said == set(after.values())


def test_errors_are_red_and_what_a_sheet_has_not_is_said_once(world, client_for):
    city = client_for(world.city)
    batch = batch_of(look([told(file="a.lrmx", row=None)], world.city), world.city)
    text = city.get(reverse("imports:review", args=[batch.pk]), {"tab": "create"}).content.decode()
    assert "校核错误" in text and WILL_FAIL in text and "写入后还需补" not in text
    batch = batch_of(look([told()], world.city), world.city)
    text = city.get(reverse("imports:review", args=[batch.pk]), {"tab": "create"}).content.decode()
    assert text.count("写入后还需补：家庭成员、简历、出生地。") == 1
