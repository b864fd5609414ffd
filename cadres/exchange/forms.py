"""People put into 任免审批表: the facts of a file as the texts of a form (domain §1.1, §2.3)."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet

from cadres.approval.composing import assessed_texts
from cadres.approval.models import ApprovalTexts
from cadres.dossier.dossier import ANSWERABLE, acting, with_standing
from cadres.exchange.conduct_text import NONE, conduct_text
from cadres.exchange.names import spaced
from cadres.exchange.schools import school_text
from cadres.formats import party_text, resume_text
from cadres.formats.approval_form import ApprovalForm, Edition, Relative
from cadres.formats.retirement import limit_of, retirement_month
from cadres.identity.vault import open_sealed
from cadres.people.columns import OFFICES
from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine, Reward
from cadres.people.photo import stored
from cadres.people.querysets import CadreQuerySet
from cadres.people.services.rows import lines_of
from core.months import dotted
from core.scoping import Viewer

CHUNK = 200  # people whose rows are read at a time
VERSION = "3.2.1.16"  # domain §1.1, element 36
NO_TEXTS = ApprovalTexts()
TIME_FORMAT = "%Y%m%d"


def forms_of(
    cadres: CadreQuerySet,
    viewer: Viewer,
    on: date,
    edition: Edition,
    *,
    numbers: bool = True,
) -> Iterator[tuple[Cadre, ApprovalForm]]:
    """Each person in the viewer's scope with his form as of the day, in the order of `cadres`.

    Seven statements per 200 people. What a form must not tell the viewer it does not: discipline,
    and whatever was written in freedom about conduct, goes to those who answer for the person; with
    `numbers`, ID numbers and elements that we do not know (they may be one) to who keeps his file;
    what is planned with him to offices.
    """
    people = with_parts(cadres, viewer).iterator(chunk_size=CHUNK)
    while chunk := list(islice(people, CHUNK)):
        assessed = assessed_texts([cadre.pk for cadre in chunk], on)
        for cadre in chunk:
            years = assessed.get(cadre.pk, "")
            yield cadre, form_of(cadre, on, edition, numbers=numbers, assessed=years)


def with_parts(cadres: CadreQuerySet, viewer: Viewer) -> QuerySet:
    """People in scope with everything that `form_of` reads of them."""

    def of(model: Any, **acting_as: Any) -> QuerySet:
        return model.objects.visible_to(viewer, **acting_as)

    rows = with_standing(cadres.visible_to(viewer), viewer).annotate(
        is_office=acting(viewer, OFFICES)
    )
    return rows.select_related("unit").prefetch_related(
        Prefetch("resume", of(ResumeLine).order_by("since", "pk")),
        Prefetch("family", of(FamilyMember).order_by("position", "pk")),
        Prefetch("rewards", of(Reward).order_by("decided_on", "pk")),
        Prefetch("discipline", of(Discipline, acting_as=ANSWERABLE).order_by("decided_on", "pk")),
        Prefetch("approval_texts", of(ApprovalTexts)),
    )


def form_of(
    cadre: Cadre, on: date, edition: Edition, *, numbers: bool = True, assessed: str = ""
) -> ApprovalForm:
    """The form of a person that came from `with_parts`. Months are YYYYMM, days YYYYMMDD.

    `assessed` stands where the form has no 年度考核结果 of its own.
    """
    texts = getattr(cadre, "approval_texts", None) or NO_TEXTS
    facts = _person(cadre) | _education(cadre, texts) | _texts(cadre, texts, on, assessed)
    if edition == Edition.NEW:
        month = texts.retire_month or usual_retirement(
            cadre.birth, texts.age_limit, facts["gender"]
        )
        facts |= {"retire_month": _month(month), "age_limit": texts.age_limit}
    if not numbers:
        facts["unknown"] = ()
    # A whole number is for who keeps the file, as on the page (cadres/people/reveal.py).
    sealed = cadre.id_sealed if numbers and cadre.may_keep else None
    return ApprovalForm(
        **facts,
        resume=resume_text.write(lines_of(cadre.resume.all())),
        family=tuple(_relative(one) for one in cadre.family.all()),
        id_number=open_sealed(sealed) if sealed else "",
        photo=stored(cadre),
        version=VERSION,
    )


def usual_retirement(birth: date, age_limit: str, gender: str) -> date | None:
    """到龄年月 as it follows from the rest of a form; None where there is no formula."""
    limit = limit_of(age_limit, gender)
    return retirement_month(birth, limit) if limit else None


def _person(cadre: Cadre) -> dict[str, str]:
    party = party_text.Party(
        cadre.political_status, cadre.party_join, cadre.second_party, cadre.second_party_join
    )
    return {
        "name": spaced(cadre.name),
        "gender": cadre.get_gender_display(),
        "birth": _month(cadre.birth),
        "nation": cadre.get_nation_display(),
        "native_place": cadre.native_place,
        "birth_place": cadre.birth_place,
        "party": party_text.write(party),
        "work_start": _month(cadre.work_start),
        "health": cadre.get_health_display(),
        "pro_title": cadre.pro_title,
        "specialty": cadre.specialty,
        "title": cadre.title,
    }


def _education(cadre: Cadre, texts: ApprovalTexts) -> dict[str, str]:
    """Of each kind: education, degree, and their schools; the degree's only where it differs."""
    facts = {}
    for kind in ("fulltime", "inservice"):
        school = school_text(getattr(cadre, f"{kind}_school"), getattr(cadre, f"{kind}_major"))
        of_degree = getattr(texts, f"{kind}_degree_school")
        facts |= {
            f"{kind}_education": getattr(cadre, f"get_{kind}_education_display")(),
            f"{kind}_degree": getattr(cadre, f"get_{kind}_degree_display")(),
            f"{kind}_school": school,
            f"{kind}_degree_school": "" if of_degree == school else of_degree,
        }
    return facts


def _texts(cadre: Cadre, texts: ApprovalTexts, on: date, assessed: str) -> dict[str, Any]:
    """The form's own texts, as far as the viewer may have them."""
    may_answer, is_office = cadre.may_answer, cadre.is_office
    planned = ("planned_post", "removed_post", "grounds")
    # A text that was typed or imported may tell of discipline, an unknown element of anything.
    rewards = texts.rewards if may_answer else ""
    discipline = cadre.discipline.all() if may_answer else ()
    return {
        **{name: getattr(texts, name) if is_office else "" for name in planned},
        "rewards": rewards or conduct_text(cadre.rewards.all(), discipline, on),
        "assessments": texts.assessments or assessed or NONE,
        "reported_by": texts.reported_by,
        "age_on": f"{texts.age_on:{TIME_FORMAT}}" if texts.age_on else "",
        "filled_on": f"{texts.filled_on:{TIME_FORMAT}}" if texts.filled_on else "",
        "filled_by": spaced(texts.filled_by),
        "unknown": tuple((name, inner) for name, inner in texts.unknown) if cadre.may_keep else (),
    }


def _relative(one: FamilyMember) -> Relative:
    return Relative(
        relation=one.relation,
        name=one.name,
        birth=_month(one.birth),
        politics=one.politics,
        work=one.work,
    )


def _month(month: date | None) -> str:
    return dotted(month).replace(".", "") if month else ""
