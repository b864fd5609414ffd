"""What a file says of a person, in words, as of a day: for the page and for comparing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadres.dossier.dossier import Dossier
from cadres.people.wording import major_in_words
from core.months import age_text, dotted, full_years, years_text


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it, empty when the file says nothing."""

    label: str
    value: str
    is_rare: bool = False  # not shown where it is empty


def since_text(month: date | None, on: date) -> str:
    """2026.01（未满一年）: since when, and for how many full years."""
    if month is None:
        return ""
    years = full_years(month, on)
    return dotted(month) if years < 0 else f"{dotted(month)}（{years_text(years)}）"


def with_month(text: str, month: date | None) -> str:
    """中共党员（2013.06）."""
    return f"{text}（{dotted(month)}）" if text and month else text


def keys(dossier: Dossier) -> list[Fact]:
    """The few facts of the page's head."""
    cadre, on = dossier.cadre, dossier.on
    facts = [
        Fact("出生", age_text(cadre.birth, on)),
        Fact("入党" if cadre.party_join else "政治面貌", _party_short(dossier)),
        Fact("任现职", since_text(cadre.post_since, on)),
        Fact("任现层次", since_text(cadre.level_since, on)),
    ]
    return [fact for fact in facts if fact.value]


def basics(dossier: Dossier) -> list[Fact]:
    """The facts of the form, in the same order for everybody; the ID number has its own verb."""
    return [fact for group in (_person, _education, _post, _stay) for fact in group(dossier)]


def _person(dossier: Dossier) -> Iterable[Fact]:
    cadre = dossier.cadre
    yield Fact("性别", cadre.get_gender_display())
    yield Fact("出生年月", age_text(cadre.birth, dossier.on))
    yield Fact("民族", cadre.get_nation_display())
    yield Fact("籍贯", cadre.native_place)
    yield Fact("出生地", cadre.birth_place)
    yield Fact("政治面貌", with_month(cadre.get_political_status_display(), cadre.party_join))
    second = with_month(cadre.get_second_party_display(), cadre.second_party_join)
    yield Fact("第二党派", second, is_rare=True)
    yield Fact("参加工作", since_text(cadre.work_start, dossier.on))
    yield Fact("健康状况", cadre.get_health_display())


def _education(dossier: Dossier) -> Iterable[Fact]:
    cadre = dossier.cadre
    for kind, label in (("fulltime", "全日制"), ("inservice", "在职")):
        level = getattr(cadre, f"get_{kind}_education_display")()
        degree = getattr(cadre, f"get_{kind}_degree_display")()
        major = getattr(cadre, f"{kind}_major")
        yield Fact(f"{label}教育", _joined(level, degree))
        yield Fact("院校及专业", _joined(getattr(cadre, f"{kind}_school"), major_in_words(major)))
    yield Fact("专业技术职务", cadre.pro_title)
    yield Fact("熟悉专业", cadre.specialty)


def _post(dossier: Dossier) -> Iterable[Fact]:
    cadre, on = dossier.cadre, dossier.on
    yield Fact("职务层次", _held(cadre.get_level_display(), cadre.level_since, on))
    yield Fact("职级", _held(cadre.get_rank_display(), cadre.rank_since, on))
    yield Fact("任现职", since_text(cadre.post_since, on))
    yield Fact("人员来源", with_month(cadre.get_source_display(), cadre.source_since))
    yield Fact("基层经历", f"{cadre.grassroots_months} 个月" if cadre.grassroots_months else "")
    yield Fact("人员状态", with_month(cadre.get_status_display(), cadre.left_on))


def _stay(dossier: Dossier) -> Iterable[Fact]:
    stay = dossier.stay
    stage = stay.stage if stay else None
    yield Fact("名册状态", stage.get_status_display() if stage else "未入库")
    yield Fact("掌握层级", stage.get_held_by_display() if stage else "")
    yield Fact("使用层级", stage.get_tier_display() if stage and stage.tier else "")
    yield Fact("培养方向", stage.get_direction_display() if stage else "")
    yield Fact("入库日期", stay.entry.entered_on.isoformat() if stay else "")


def _party_short(dossier: Dossier) -> str:
    cadre = dossier.cadre
    return dotted(cadre.party_join) if cadre.party_join else cadre.get_political_status_display()


def _held(text: str, month: date | None, on: date) -> str:
    """乡科正职，2023.06（3年）."""
    return "，".join(filter(None, (text, since_text(month, on) if text else "")))


def _joined(*parts: str) -> str:
    return "　".join(filter(None, parts))
