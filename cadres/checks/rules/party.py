"""Political status and when somebody joined (domain §1.3, §3.6)."""

from functools import partial
from typing import Final

from django.db.models import F, Q
from django.db.models.lookups import LessThan, LessThanOrEqual

from cadres.checks.expressions import years_after
from cadres.checks.rule import CONSISTENT, NATIONAL, Rule, Severity, Theme, on_day, where
from cadres.choices import PARTY_MEMBERS, POLITICAL
from cadres.people.guards.person import DEMOCRATIC_PARTIES, LEAGUE, NO_PARTY, YOUNGEST_MEMBER
from core.codes.vocabulary import vocabulary
from core.months import dotted, full_years

MEMBER, PROBATIONARY = PARTY_MEMBERS
LONGEST_PROBATION: Final = 2  # years: one, and one more at most
JOINED: Final = (*PARTY_MEMBERS, *DEMOCRATIC_PARTIES)

error = partial(Rule, theme=Theme.PARTY, severity=Severity.ERROR)
warning = partial(Rule, theme=Theme.PARTY, severity=Severity.WARNING)


def _said(status: str) -> str:
    return vocabulary(POLITICAL).get(status, status)


def _wrong_second(second: str, status: str) -> str:
    if second not in DEMOCRATIC_PARTIES:
        return f"第二党派“{_said(second)}”不是民主党派，第二党派只填民主党派，请去掉或改正。"
    if second == status:
        return f"第二党派与政治面貌同是“{_said(second)}”，请去掉一个。"
    return f"政治面貌是“{_said(status) or '未填'}”，不应有第二党派“{_said(second)}”，请核对两项。"


RULES: Final = (
    error(
        code="party.no_status",
        sentence="政治面貌不能为空，要在代码表中",
        basis=NATIONAL,
        field="political_status",
        reads=("Cadre.political_status", "Cadre.party_join"),
        wrong=where(~Q(political_status__in=tuple(vocabulary(POLITICAL)))),
        shown=("political_status", "party_join"),
        say=lambda status, _joined: (
            f"政治面貌“{status}”不在代码表中，请从选项中选择。"
            if status
            else "没有填写政治面貌，请选择。"
        ),
        # A month of joining alone means the Communist Party (domain §1.3).
        suggest=lambda _status, joined: MEMBER if joined else None,
    ),
    error(
        code="party.no_joining",
        sentence="中共党员（含预备党员）和民主党派成员要有加入时间",
        basis=NATIONAL,
        field="party_join",
        reads=("Cadre.political_status", "Cadre.party_join"),
        wrong=where(Q(political_status__in=JOINED, party_join__isnull=True)),
        shown=("party_join", "political_status"),
        say=lambda _joined, status: (
            f"政治面貌是“{_said(status)}”，没有填写入党时间，请按批准入党的年月填写。"
        ),
    ),
    error(
        code="party.idle_joining",
        sentence="共青团员、无党派人士和群众没有入党时间",
        basis=CONSISTENT,
        field="party_join",
        reads=("Cadre.political_status", "Cadre.party_join"),
        wrong=where(
            Q(political_status__in=(LEAGUE, *filter(None, NO_PARTY)), party_join__isnull=False)
        ),
        shown=("party_join", "political_status"),
        say=lambda joined, status: (
            f"政治面貌是“{_said(status)}”，却有入党时间 {dotted(joined)}，请核对两项。"
        ),
    ),
    error(
        code="party.joining_to_come",
        sentence="入党时间不能在将来",
        basis=NATIONAL,
        field="party_join",
        reads=("Cadre.party_join",),
        wrong=on_day(lambda on: Q(party_join__gt=on)),
        shown=("party_join",),
        say=lambda joined: f"入党时间 {dotted(joined)} 还没有到，请核对。",
    ),
    warning(
        code="party.joined_young",
        sentence=f"入党时年满 {YOUNGEST_MEMBER} 岁",
        basis=CONSISTENT,
        field="party_join",
        reads=("Cadre.party_join", "Cadre.birth"),
        wrong=where(Q(LessThan(F("party_join"), years_after("birth", YOUNGEST_MEMBER)))),
        shown=("party_join", "birth"),
        say=lambda joined, birth: (
            f"入党时间 {dotted(joined)} 时只有 {full_years(birth, joined)} 岁"
            f"（出生年月 {dotted(birth)}），请核对两项。"
        ),
    ),
    warning(
        code="party.long_probation",
        sentence=f"预备期最长 {LONGEST_PROBATION} 年，期满改为中共党员",
        basis=CONSISTENT,
        field="political_status",
        reads=("Cadre.political_status", "Cadre.party_join"),
        wrong=on_day(
            lambda on: (
                Q(political_status=PROBATIONARY)
                & Q(LessThanOrEqual(years_after("party_join", LONGEST_PROBATION), on))
            )
        ),
        shown=("political_status", "party_join"),
        say=lambda _status, joined: (
            f"{dotted(joined)} 入党，已超过 {LONGEST_PROBATION} 年，政治面貌仍是预备党员，"
            "已转正的请改为中共党员。"
        ),
        suggest=lambda _status, _joined: MEMBER,
    ),
    error(
        code="party.second",
        sentence="第二党派只填民主党派，与政治面貌不同",
        basis=CONSISTENT,
        field="second_party",
        reads=("Cadre.second_party", "Cadre.political_status"),
        wrong=where(
            ~Q(second_party="")
            & (
                ~Q(second_party__in=DEMOCRATIC_PARTIES)
                | Q(second_party=F("political_status"))
                | ~Q(political_status__in=JOINED)
            )
        ),
        shown=("second_party", "political_status"),
        say=_wrong_second,
        suggest=lambda second, status: "" if second == status else None,
    ),
    warning(
        code="party.second_joining",
        sentence="第二党派与加入第二党派时间同有同无",
        basis=CONSISTENT,
        field="second_party_join",
        reads=("Cadre.second_party", "Cadre.second_party_join"),
        wrong=where(
            Q(second_party="", second_party_join__isnull=False)
            | ~Q(second_party="") & Q(second_party_join__isnull=True)
        ),
        shown=("second_party_join", "second_party"),
        say=lambda joined, second: (
            f"没有第二党派，却有加入第二党派时间 {dotted(joined)}，请核对两项。"
            if joined
            else f"第二党派是“{_said(second)}”，没有填写加入第二党派时间，请补上。"
        ),
        suggest=lambda joined, _second: "" if joined else None,
    ),
)
