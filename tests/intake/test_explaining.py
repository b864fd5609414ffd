"""Why an applicant is qualified or not: figures of the batch, facts of the file, how near."""

from datetime import date

import pytest

from cadres.intake.explaining import why_of
from cadres.intake.models import Applicant
from cadres.intake.services import proposals
from tests.intake.making import newcomer, opened


def applied(world, birth: date, name: str = "钱新人") -> Applicant:
    """Somebody in an open batch: 35 at most on 2026-06-30."""
    person = newcomer(world, name, birth=birth)
    batch = opened(world, name=f"{name}批")
    proposals.propose(actor=world.city, batch=batch, people=[person], note="")
    return Applicant.objects.select_related("cadre", "batch").get(batch=batch)


# Counted by hand: 36 full years by month are over, 35 are not.
@pytest.mark.parametrize(
    ("birth", "holds", "near"),
    [
        (date(1995, 1, 1), False, "年龄距界线还有 4 岁 6 个月。"),
        (date(1990, 7, 1), False, "年龄正好在界线上，下个月就超过。"),
        (date(1990, 6, 1), True, "年龄超过界线 1 个月。"),
    ],
)
def test_the_answer_says_how_near_the_age_is(world, birth, holds, near):
    why = why_of(applied(world, birth))
    assert why.holds is holds
    assert why.nearness == near


def test_the_page_draws_clause_figures_and_facts(world, client_for):
    person = applied(world, date(1990, 6, 1))
    html = client_for(world.city).get(f"/intake/applicants/{person.pk}/").content.decode()
    for words in ("资格不符", "#c2.0", "年龄上限 <b>35", "出生年月", "1990.06", "超过界线 1 个月"):
        assert words in html
