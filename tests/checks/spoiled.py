"""The mutations by the rule that each is to be found by."""

from core.months import shift
from tests.checks.mutations import (
    NEXT,
    Mutation,
    assessed,
    before_last,
    doubled,
    first,
    in_party,
    inner,
    is_long,
    last,
    leads,
    line,
    longer,
    member,
    one_lower,
    only_if,
    other_check,
    other_digits,
    other_month,
    put,
    shorter,
    soil,
    studied,
    text,
    turned,
    without,
    worked,
    years_later,
)

NO_NUMBER = {"id_sealed": None, "id_hash": None, "id_masked": ""}
CHILDREN = "儿子 女儿"

FACTS: dict[str, list[Mutation]] = {
    "identity.name": [soil("name"), put(name="")],
    "identity.short_name": [worked("name", lambda d: d.cadre.name[0])],
    "identity.gender": [put(gender=""), put(gender="9")],
    "identity.no_birth": [put(birth=None)],
    "identity.birth_to_come": [put(birth=NEXT)],
    "identity.age": [put(birth="1955.03"), put(birth="2009.03")],
    "identity.nation": [put(nation=""), put(nation="99")],
    "identity.health": [put(health="")],
    "identity.phone": [
        worked("phone", lambda d: d.cadre.phone[:-1]),
        worked("phone", lambda d: f"{d.cadre.phone[:3]} {d.cadre.phone[3:]}"),
    ],
    "identity.no_number": [put(**NO_NUMBER)],
    "identity.number": [other_check],
    "identity.number_birth": [other_digits(10, other_month)],
    "identity.number_gender": [
        other_digits(16, lambda n: str((int(n[16]) + 1) % 10)),
        worked("gender", lambda d: "2" if d.cadre.gender == "1" else "1"),
    ],
    "identity.number_area": [other_digits(0, lambda _n: "98"), other_digits(0, lambda _n: "10")],
    "identity.idle_reason": [put(**NO_NUMBER, id_reason="档案认定")],
    "party.no_status": [put(political_status=""), put(political_status="77")],
    "party.no_joining": [only_if(in_party, put(party_join=None))],
    "party.idle_joining": [
        only_if(in_party, put(political_status="13")),
        only_if(in_party, put(political_status="03")),
    ],
    "party.joining_to_come": [only_if(in_party, put(party_join=NEXT))],
    "party.joined_young": [
        only_if(in_party, worked("party_join", lambda d: years_later(d.cadre.birth, 17)))
    ],
    "party.long_probation": [only_if(in_party, put(political_status="02", party_join="2015.07"))],
    "party.second": [
        only_if(in_party, put(second_party="13", second_party_join="2020.01")),
        only_if(in_party, put(second_party="01", second_party_join="2020.01")),
    ],
    "party.second_joining": [
        only_if(in_party, put(second_party="05", second_party_join=None)),
        only_if(lambda d: not d.cadre.second_party, put(second_party_join="2020.01")),
    ],
    "work.no_start": [put(work_start=None)],
    "work.start_to_come": [put(work_start=NEXT)],
    "work.start_before_birth": [worked("work_start", lambda d: shift(d.cadre.birth, -1))],
    "work.started_young": [worked("work_start", lambda d: years_later(d.cadre.birth, 15))],
    "work.start_in_resume": [worked("work_start", lambda d: shift(d.cadre.work_start, -1))],
    "work.no_source": [put(source="")],
    "work.source_before_start": [worked("source_since", lambda d: shift(d.cadre.work_start, -1))],
    "work.source_to_come": [put(source_since=NEXT)],
    "work.grassroots": [put(grassroots_months=900)],
    "education.none": [
        put(
            **dict.fromkeys(
                (
                    *("fulltime_education", "fulltime_degree"),
                    *("inservice_education", "inservice_degree"),
                ),
                "",
            )
        )
    ],
    "education.fulltime_no_level": [put(fulltime_education="", fulltime_degree="")],
    "education.inservice_no_level": [
        put(inservice_education="", inservice_degree="", inservice_school="云州大学")
    ],
    "education.fulltime_no_school": [only_if(studied("2"), put(fulltime_school=""))],
    "education.inservice_no_school": [put(inservice_education="31", inservice_school="")],
    "education.fulltime_no_major": [only_if(studied("2"), put(fulltime_major=""))],
    "education.inservice_no_major": [put(inservice_education="22", inservice_major="")],
    "education.fulltime_school_text": [
        worked(
            "fulltime_school", lambda d: f"{d.cadre.fulltime_school}{d.cadre.fulltime_major}专业"
        )
    ],
    "education.inservice_school_text": [
        put(inservice_education="21", inservice_school="云州大学法学专业", inservice_major="法学")
    ],
    "education.degree_of_associate": [
        only_if(studied("2"), put(fulltime_education="31", fulltime_degree="408"))
    ],
    "education.degree_of_level": [
        only_if(studied("2"), put(fulltime_degree="308")),
        only_if(studied("11"), put(fulltime_degree="408")),
    ],
    "post.no_title": [put(title="")],
    "post.no_month": [put(post_since=None)],
    "post.no_level": [put(level="", level_since=None)],
    "post.level_without_month": [put(level_since=None)],
    "post.rank_without_month": [put(rank="R03", rank_since=None)],
    "post.no_rank": [put(rank="", rank_since="2023.01")],
    "post.level_since_to_come": [put(level_since=NEXT)],
    "post.rank_since_to_come": [put(rank_since=NEXT)],
    "post.post_since_to_come": [put(post_since=NEXT)],
    "post.level_since_before_work": [
        worked("level_since", lambda d: shift(d.cadre.work_start, -1))
    ],
    "post.rank_since_before_work": [worked("rank_since", lambda d: shift(d.cadre.work_start, -1))],
    "post.post_since_before_work": [worked("post_since", lambda d: shift(d.cadre.work_start, -1))],
    "post.not_in_resume": [worked("post_since", lambda d: shift(d.cadre.post_since, 1))],
    "post.level_above_unit": [only_if(lambda d: d.cadre.unit.level, put(level="1A11"))],
    "post.rank_below_level": [only_if(leads, worked("rank", one_lower))],
}

for field in ("native_place", "birth_place"):
    FACTS |= {
        f"origin.no_{field}": [put(**{field: ""})],
        f"origin.short_{field}": [
            worked(field, lambda d, field=field: getattr(d.cadre, field)[:2]),
            worked(field, lambda d, field=field: getattr(d.cadre, field)[:3]),
        ],
        f"origin.suffix_{field}": [
            worked(field, lambda d, field=field: getattr(d.cadre, field) + "县"),
            worked(field, lambda d, field=field: "云州省" + getattr(d.cadre, field)[2:]),
        ],
        f"origin.marks_{field}": [soil(field)],
    }

ROWS: dict[str, list[Mutation]] = {
    "resume.none": [lambda d, _dice: d.lines.clear() is None],
    "resume.gap": [only_if(is_long(before_last), line(before_last, until=shorter))],
    "resume.overlap": [line(before_last, until=longer), line(before_last, until=None)],
    "resume.not_to_now": [
        only_if(
            lambda d: d.lines[last(d)].since < NEXT.replace(year=2026, month=5),
            line(last, until="2026.05"),
        )
    ],
    "resume.another_post": [line(last, text="江北市某区某局局长")],
    "resume.before_birth": [line(first, since="1950.01")],
    "resume.young": [lambda d, _dice: bool(d.line(first(d), since=years_later(d.cadre.birth, 10)))],
    "resume.to_come": [line(last, since=NEXT), line(last, until=NEXT)],
    "resume.backwards": [line(first, until=lambda one: shift(one.since, -1))],
    "resume.outside": [line(inner, since="1990.01")],
    "resume.no_text": [line(last, text=""), line(first, text="　")],
    "resume.brackets": [line(first, text=lambda one: f"{one.text}（其间")],
    "family.no_father": [without("父亲")],
    "family.no_mother": [without("母亲")],
    "family.twice": [doubled],
    "family.spouse": [member("妻子", relation="丈夫"), member("丈夫", relation="妻子")],
    "family.relation": [member("", relation="爱人"), member(CHILDREN, relation="宝宝")],
    "family.name": [member("", name=""), member("", name=lambda _d, one: f"{one.name} ")],
    "family.no_birth": [member("", birth=None)],
    "family.birth_of_the_dead": [member("父亲", work="病故")],
    "family.birth_to_come": [member("", birth=NEXT)],
    "family.young_parent": [member("父亲 母亲", birth=lambda d, _one: shift(d.cadre.birth, -100))],
    "family.old_child": [member(CHILDREN, birth=lambda d, _one: shift(d.cadre.birth, 100))],
    "family.no_work": [member("", work="")],
    "family.preschool": [member("父亲 母亲", work="学龄前儿童")],
    "family.no_politics": [member("父亲 母亲", politics="")],
    "family.politics": [member("", politics="党员"), member("", politics="积极分子")],
    "family.order": [turned],
}

TEXTS: dict[str, list[Mutation]] = {
    "form.assessments": [
        only_if(assessed, text(assessments="2025年称职、2024年称职")),
        only_if(assessed, text(assessments="2024-2025年年度考核均为称职")),
    ],
    "form.no_closed_year": [only_if(assessed, text(assessments="2024年年度考核为称职。"))],
    "form.rewards": [text(rewards="(无)"), text(rewards="2020年，荣获“先进个人”")],
    "form.fulltime_degree_school": [
        only_if(
            studied("2"),
            text(
                fulltime_degree_school=lambda d: (
                    f"{d.cadre.fulltime_school}{d.cadre.fulltime_major}专业"
                )
            ),
        )
    ],
    "form.inservice_degree_school": [
        only_if(
            lambda d: d.cadre.inservice_school,
            text(
                inservice_degree_school=lambda d: (
                    f"{d.cadre.inservice_school}{d.cadre.inservice_major}"
                )
            ),
        )
    ],
    "form.planned_post": [text(planned_post=lambda d: d.cadre.title)],
    "form.removed_post": [text(removed_post="江北市某局局长")],
    "form.no_grounds": [text(planned_post="清河市某局副局长", grounds="")],
    "form.no_reported_by": [text(removed_post="清河市某局副局长", reported_by="")],
    "form.filled_to_come": [text(filled_on=NEXT)],
}

SPOILED = FACTS | ROWS | TEXTS
# A second person is needed: tests/checks/test_edges.py. A unit: the same.
OF_TWO = ("identity.number_twice", "identity.twins", "post.no_unit")
