"""People as drafts: facts, résumé, family and texts that a test may spoil; clean as they come.

One is built by hand, clean by the rules of the trade and not by those of the program; the
generator's people are another, independent of both.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cadres.approval.models import ApprovalTexts
from cadres.checks.staging import StagedPerson
from cadres.formats.resume_text import Line
from cadres.people.guards.family import Member
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from cadres.people.prepare import prepared
from cadres.people.services.numbers import kept_number
from cadres.people.services.rows import family_of, resume_of
from core.units.models import Unit

TODAY = date(2026, 11, 23)
NUMBER = "990101199205030249"  # a woman, born 1992.05


def month(text: str) -> date:
    year, number = text.split(".")
    return date(int(year), int(number), 1)


@dataclass
class Draft:
    """One person in the making; `change` what his columns say, `put` lines, members and texts."""

    cadre: Cadre
    lines: list[Line] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    texts: dict[str, Any] = field(default_factory=dict)

    def copy(self) -> Draft:
        return deepcopy(self)

    def change(self, **values: Any) -> Draft:
        for name, value in values.items():
            setattr(self.cadre, name, month(value) if _is_month(value) else value)
        return self

    def line(self, place: int, **values: Any) -> Draft:
        told = {k: month(v) if _is_month(v) else v for k, v in values.items()}
        self.lines[place] = replace(self.lines[place], **told)
        return self

    def member(self, place: int, **values: Any) -> Draft:
        told = {k: month(v) if _is_month(v) else v for k, v in values.items()}
        self.members[place] = self.members[place]._replace(**told)
        return self

    def number(self, number: str) -> Draft:
        return self.change(**kept_number(Cadre(), number))

    def staged(self, key: Any) -> StagedPerson:
        return StagedPerson(
            key=key, cadre=self.cadre, resume=self.lines, family=self.members, texts=self.texts
        )

    def stored(self) -> Cadre:
        """Write it, past every service and guard; the database's own constraints remain."""
        cadre = self.cadre
        cadre.save()
        cadre.resume.all().delete()
        cadre.family.all().delete()
        main = None
        for line in self.lines:
            row = ResumeLine.objects.create(
                cadre=cadre,
                within=main if line.within else None,
                since=line.since,
                until=line.until,
                text=line.text,
                kind=line.kind,
            )
            main = main if line.within else row
        FamilyMember.objects.bulk_create(
            FamilyMember(cadre=cadre, position=place, **member._asdict())
            for place, member in enumerate(self.members, start=1)
        )
        ApprovalTexts.objects.update_or_create(cadre=cadre, defaults=self.texts)
        return cadre


def _is_month(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 7 and value[4] == "." and value[:4].isdecimal()


def by_hand(unit: Unit) -> Draft:
    """A section head of 34, everything filled in as the form has it."""
    title = "清河市交通运输局综合规划科科长"
    cadre = Cadre(
        name="许明兰",
        gender="2",
        birth=month("1992.05"),
        nation="01",
        native_place="云州清河",
        birth_place="云州青川",
        health="1",
        phone="19900001234",
        political_status="01",
        party_join=month("2013.06"),
        work_start=month("2014.07"),
        fulltime_education="21",
        fulltime_degree="408",
        fulltime_school="云州交通大学交通学院",
        fulltime_major="交通工程",
        unit=unit,
        title=title,
        level="1A41",
        level_since=month("2021.03"),
        rank="R08",
        rank_since=month("2021.03"),
        post_since=month("2023.09"),
        source="01",
        source_since=month("2014.07"),
        grassroots_months=24,
        **prepared("许明兰"),
        **kept_number(Cadre(), NUMBER),
    )
    lines = [
        Line(month("2010.09"), month("2014.07"), "云州交通大学交通工程专业学习", "study"),
        Line(month("2014.07"), month("2021.03"), "青川县柳河镇科员", "work"),
        Line(month("2016.03"), month("2017.03"), "挂任青川县马渡镇党建办公室副主任", "work", True),
        Line(month("2021.03"), month("2023.09"), "清河市交通运输局办公室副主任", "work"),
        Line(month("2023.09"), None, title, "work"),
    ]
    members = [
        Member("丈夫", "林国栋", month("1991.02"), "中共党员", "清河市第一中学教师"),
        Member("女儿", "林一诺", month("2019.04"), "群众", "清河市实验小学学生"),
        Member("父亲", "许建国", month("1965.03"), "群众", "青川县柳河镇清水村村民"),
        Member("母亲", "周桂兰", None, "群众", "青川县柳河镇清水村村民（已去世）"),
    ]
    texts = {
        "rewards": "2022年12月，荣获“青年岗位能手”，共青团清河市委员会。",
        "assessments": "2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
        "planned_post": "清河市交通运输局副局长",
        "removed_post": title,
        "grounds": "工作需要",
        "reported_by": "中共清河市交通运输局党组",
        "filled_on": date(2026, 11, 20),
    }
    return Draft(cadre, lines, members, texts)


def of(cadre: Cadre) -> Draft:
    """The draft of somebody who is stored."""
    texts = {"assessments": "2024年、2025年年度考核均为称职。"}
    if cadre.work_start >= date(2025, 1, 1):
        texts = {"assessments": "无"}
    return Draft(cadre, resume_of(cadre), family_of(cadre), texts)
