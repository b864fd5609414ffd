"""What the tests of this folder add to the people of the world: a file for 周雨晴."""

from datetime import date

from cadres.identity.number import masked
from cadres.identity.vault import lookup_hash, seal
from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine, Reward
from cadres.pools.models import PoolMembership

NUMBER = "990101199205030249"
MEASURE, HONOUR = "诫勉谈话", "清河市优秀共产党员"


def with_file(cadre: Cadre) -> Cadre:
    """Four lines of résumé, one of them 其间; family, a reward, a measure, a pool, a number."""
    lines = [
        (date(2014, 7, 1), date(2019, 3, 1), "清河市交通运输局科员", "work"),
        (date(2019, 3, 1), date(2026, 1, 1), "清河市交通运输局综合规划科副科长", "work"),
        (date(2026, 1, 1), None, "清河市交通运输局综合规划科科长", "work"),
    ]
    made = [
        ResumeLine.objects.create(cadre=cadre, since=since, until=until, text=text, kind=kind)
        for since, until, text, kind in lines
    ]
    ResumeLine.objects.create(
        cadre=cadre,
        within=made[1],
        since=date(2024, 9, 1),
        until=date(2025, 3, 1),
        text="市委党校中青年干部培训班学习",
        kind="study",
    )
    FamilyMember.objects.create(
        cadre=cadre, relation="父亲", name="周国平", birth=date(1963, 12, 1), politics="中共党员"
    )
    Reward.objects.create(cadre=cadre, decided_on=date(2025, 7, 1), name=HONOUR)
    Discipline.objects.create(
        cadre=cadre,
        kind="handling",
        measure=MEASURE,
        decided_on=date(2026, 8, 1),
        effect_until=date(2027, 2, 1),
    )
    PoolMembership.objects.create(cadre=cadre, pool=1, since=date(2025, 10, 1))
    Cadre.objects.filter(pk=cadre.pk).update(
        id_sealed=seal(NUMBER), id_hash=lookup_hash(NUMBER), id_masked=masked(NUMBER)
    )
    cadre.refresh_from_db()
    return cadre
