"""What people do with notices: read them, choose e-mail, and nudge a unit (催报)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.accounts.holder import Holder
from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import record
from core.choices import Role
from core.errors import DomainError, NotAllowed, refuse_if
from core.jobs.services import enqueue
from core.prepared import Statement, answers, statement_of
from core.scoping import roles_of
from core.units.models import Unit
from policy.duties.rule import DutyRule, all_rules
from policy.notices.figures import NudgeFigures
from policy.notices.models import DigestState, Notice, Nudge
from policy.notices.recipients import REACHED, parameters
from policy.parameters.figures import in_force

DEPARTMENTS: Final = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})
OFFICES: Final = DEPARTMENTS | {Role.UNIT_SECRETARY, Role.UNIT_CLERK}
LOCKS: Final = 7_314
MOST_COUNTED: Final = 99
LONGEST: Final = 200  # characters of a nudge's words

OWED: Final = """
WITH ruled (rule, owner) AS (SELECT * FROM unnest(%(rules)s::text[], %(rule_owners)s::text[])),
due AS MATERIALIZED (
    SELECT d.id, d.unit_id, d.cadre_id, ruled.owner
    FROM policy_duty d JOIN ruled USING (rule)
    JOIN core_unit u ON u.id = d.unit_id
    WHERE d.state = 'open' AND d.opened_on <= %(on)s AND d.yellow_from <= %(on)s
        AND starts_with(u.path, %(path)s)
),
{reached}"""
COUNT: Final = "{owed} SELECT count(*) FROM due"
TELL: Final = """{owed}
INSERT INTO policy_notice (duty_id, recipient_id, nudge_id, "grant", "on")
SELECT due.id, r.user_id, %(nudge)s, r.grant_id, %(on)s
FROM due JOIN reached r USING (unit_id, owner)
WHERE (due.cadre_id = r.own) IS NOT TRUE
"""
CARRY: Final = """
WITH carried AS (
    INSERT INTO policy_digest (recipient_id, "on", nudge_id, state, address, attempts, fault)
    SELECT DISTINCT n.recipient_id, n."on", n.nudge_id, %(state)s, '', 0, ''
    FROM policy_notice n JOIN core_user u ON u.id = n.recipient_id
    WHERE n.nudge_id = %(nudge)s AND u.email <> '' AND u.wants_mail
    RETURNING id, recipient_id
)
UPDATE policy_notice n SET digest_id = c.id FROM carried c
WHERE n.nudge_id = %(nudge)s AND n.recipient_id = c.recipient_id
"""


def unread_count(user: User) -> int:
    """Matters that the user has been told of, not opened, and still owes; counted up to 100."""
    return len(answers(_waiting(Holder(user.pk, user.scopes))))


@lru_cache(maxsize=4_096)
def _waiting(holder: Holder) -> Statement | None:
    """The duties, one more at most than are counted."""
    waiting = Notice.objects.visible_to(holder).waiting().order_by()
    return statement_of(waiting.values_list("duty").distinct()[: MOST_COUNTED + 1])


def bell(user: User) -> dict[str, Any] | None:
    """What the top bar shows to whoever can have notices: one statement."""
    if not OFFICES & roles_of(user):
        return None
    count = unread_count(user)
    text = f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
    return {"label": "通知", "url": reverse("notices:inbox"), "count": count, "count_text": text}


def read(*, actor: User, notice: Notice) -> None:
    """Opened: this notice, and what was told earlier of the same duty."""
    mine = Notice.objects.visible_to(actor).filter(duty=notice.duty_id, read_at__isnull=True)
    mine.filter(pk__lte=notice.pk).update(read_at=timezone.now())


def read_all(*, actor: User, up_to: int) -> int:
    """Everything that the list showed or had below it; what came since stays unread."""
    mine = Notice.objects.visible_to(actor).filter(read_at__isnull=True, pk__lte=up_to)
    return mine.update(read_at=timezone.now())


@transaction.atomic
def nudge(*, actor: User, unit: Unit, rule: str = "", words: str = "", on: date) -> Nudge:
    """Remind a unit, and what stands below it, of what it owes now: of one rule, or of all.

    Refused: by whoever is no department above it, where nothing is overdue or coming, where there
    is nobody to tell, and beyond the number a day.
    """
    above = Unit.objects.visible_to(actor, acting_as=DEPARTMENTS).filter(pk=unit.pk)
    refuse_if(
        not above.exists(),
        "催报由上级组织部门进行，您的角色不能催报这个单位；请联系其上级组织部门。",
        NotAllowed,
    )
    words = " ".join(words.split())
    refuse_if(len(words) > LONGEST, f"附言有 {len(words)} 个字，最多 {LONGEST} 个，请精简。")
    rules = _of_others(actor, rule)
    told = parameters(rules, on, on, actor.pk) | {"path": unit.path}
    number = _next_number(unit, on)
    made = Nudge.objects.create(
        unit=unit, rule=rule, on=on, number=number, words=words, sent_by=actor
    )
    told["nudge"] = made.pk
    with connection.cursor() as cursor:
        cursor.execute(_whole(COUNT), told)
        owed = cursor.fetchone()[0]
        refuse_if(not owed, f"“{unit}”{_what(rule)}目前没有逾期或将到期的事项，不用催报。")
        cursor.execute(_whole(TELL), told)
        refuse_if(
            not cursor.rowcount,
            f"“{unit}”及上级都没有可以接收的账号。请安全管理员给该单位的书记或经办人授权，再催报。",
        )
        state = DigestState.QUEUED if settings.MAILS else DigestState.KEPT
        cursor.execute(CARRY, {"nudge": made.pk, "state": str(state)})
        mails = bool(cursor.rowcount) and settings.MAILS
    people = made.notices.order_by().values("recipient").distinct().count()
    detail = {"unit": unit.name, "rule": rule, "duties": owed, "people": people, "words": words}
    record(Action.CREATE, actor=actor, target=made, label=f"催报 {unit}", detail=detail)
    if mails:
        label = settings.JOBS["policy.notices.deliver"][0]
        enqueue(actor=None, kind="policy.notices.deliver", label=label)
    return made


def _whole(statement: str) -> str:
    return statement.format(owed=OWED.format(reached=REACHED))


def _next_number(unit: Unit, on: date) -> int:
    """The number of one more nudge of the day; whoever clicks twice waits here for himself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, unit.pk])
    most = in_force(NudgeFigures, on).per_day
    count = Nudge.objects.filter(unit=unit, on=on).count()
    refuse_if(
        count >= most,
        f"今天已经催报过“{unit}”{count} 次；同一单位每天最多 {most} 次，请明天再催或打电话联系。",
    )
    return count + 1


def _of_others(actor: User, rule: str) -> list[DutyRule]:
    """The rules that somebody else than the actor's own department answers for."""
    every = all_rules()
    if rule and rule not in every:
        raise DomainError(f"没有名为“{rule[:40]}”的责任规则，请从页面上重新选择。")
    chosen = [every[rule]] if rule else list(every.values())
    return [one for one in chosen if one.owner not in DEPARTMENTS & roles_of(actor)]


def _what(rule: str) -> str:
    return f"的“{all_rules()[rule].label}”" if rule else ""
