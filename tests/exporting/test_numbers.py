"""Whole ID numbers in files: said before, left out when asked, and in the log."""

import pytest
from django.urls import reverse

from cadres.approval.models import ApprovalTexts
from cadres.formats import lrmx
from cadres.identity.vault import lookup_hash, seal
from cadres.people.models import Cadre
from core.audit.models import Action, AuditEntry
from tests.exporting.asking import LRMX, asked, content, keys, last_export

NUMBER = "990101199311030215"
SAID = "含完整的身份证号"
INTERNAL_CSV = {"document": "roster.csv", "edition": "new", "internal": "on"}
LRM = {"document": "form.lrm", "edition": "new", "internal": "on"}


@pytest.fixture
def chen(world) -> Cadre:
    """陈思远 with a number, and once more in an element that only some editor knows."""
    cadre = world.cadres["陈思远"]
    Cadre.objects.filter(pk=cadre.pk).update(
        id_sealed=seal(NUMBER), id_hash=lookup_hash(NUMBER), id_masked="990101********0215"
    )
    ApprovalTexts.objects.create(cadre=cadre, unknown=[["GongMinShenFenHaoMa", NUMBER]])
    return cadre


@pytest.mark.parametrize(
    ("who", "said"), [("city", True), ("county", True), ("clerk", False), ("cadre", False)]
)
def test_the_page_says_so_to_departments_and_lets_them_leave_it_out(world, client_for, who, said):
    response = client_for(world.users[who]).post(reverse("exporting:cadres"), {"all": "1"})
    assert (SAID in response.content.decode()) is said
    assert ("without_numbers" in response.context["form"].fields) is said


@pytest.mark.parametrize(("who", "said"), [("city", True), ("clerk", False), ("cadre", False)])
def test_the_tab_says_so_before_the_download(world, client_for, chen, who, said):
    browser = client_for(world.users[who])
    page = browser.get(reverse("cadres:tab", args=[chen.pk, "approval"])).content.decode()
    assert (SAID in page) is said
    assert NUMBER not in page
    file = browser.get(reverse("exporting:form", args=[chen.pk, "lrmx"]))
    assert (NUMBER in file.content.decode()) is said
    entry = AuditEntry.objects.filter(action=Action.EXPORT).first()
    assert entry.detail["id_numbers"] is said


def test_the_tab_of_somebody_without_a_number_says_nothing(world, client_for):
    address = reverse("cadres:tab", args=[world.cadres["陈思远"].pk, "approval"])
    assert SAID not in client_for(world.city).get(address).content.decode()


@pytest.mark.parametrize("choices", [LRMX, LRM, INTERNAL_CSV])
@pytest.mark.parametrize("left_out", [False, True])
def test_files_have_it_unless_it_is_left_out(world, client_for, chen, choices, left_out):
    sent = {"without_numbers": "on"} if left_out else {}
    job = asked(client_for(world.city), "cadres", choices | sent, selected=keys(chen))
    assert (NUMBER.encode() in content(job)) is not left_out
    assert last_export().detail["id_numbers"] is not left_out


def test_a_form_without_it_is_a_form(world, client_for, chen):
    job = asked(
        client_for(world.city), "cadres", LRMX | {"without_numbers": "on"}, selected=keys(chen)
    )
    form, remarks = lrmx.read(content(job))
    assert (form.name, form.id_number, form.unknown) == ("陈思远", "", ())
    assert not remarks
