"""Keeping what was typed, place by place: one that is refused does not hold up the others."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from core.errors import DomainError, Stale, refuse_if
from core.scoping import Viewer
from reporting.annual import services
from reporting.annual.cells import HEAD, OPINIONS, PROPOSALS
from reporting.annual.checks import is_explainable
from reporting.annual.choices import Part
from reporting.annual.desk.candidates import candidate
from reporting.annual.desk.outcome import Outcome, needed
from reporting.annual.desk.typed import HEAD_FIELDS, Typed, known_keys
from reporting.annual.models import AnnualReport, Comment, Opinion
from reporting.annual.said import remarks_of
from reporting.annual.whole import Whole

GONE = "有的同志已不在这份报告的名册中，没有保存；请重新打开页面。"

LONGEST_KEY = 80  # of a check


class Saving:
    """What one POST keeps of a report, for whoever sent it."""

    def __init__(self, actor: Any, report: AnnualReport, typed: Typed, on: date) -> None:
        self.actor, self.report, self.typed, self.on = actor, report, typed, on
        self.outcome = Outcome()
        self.by: dict[str, Any] = {"actor": actor, "on": on}

    def parts(self, *, but: int | None = None) -> None:
        """The words of each part that was changed; not of the one that goes back to its draft."""
        for part in Part:
            name = f"part-{int(part)}"
            if part == but or not self.typed.changed(name):
                continue
            write = partial(self._write, part, name)
            self.outcome.attempt(name, part.heading, write)

    def _write(self, part: Part, name: str) -> None:
        services.write(
            report=self.report,
            part=part,
            text=self.typed.text(name),
            seen=needed(self.typed.seen(name)),
            **self.by,
        )

    def opinions(self) -> None:
        """All opinions that were changed, or none of them; never about oneself."""
        typed = self.typed
        given = {
            key: (typed.text(f"stand-{key}"), typed.text(f"reason-{key}"))
            for key in known_keys(dict.fromkeys((*typed.keys("stand-"), *typed.keys("reason-"))))
            if typed.changed(f"stand-{key}") or typed.changed(f"reason-{key}")
        }
        if given:
            self.outcome.attempt(OPINIONS, f"{len(given)} 人的意见", partial(self._opine, given))

    def _opine(self, given: dict[int, tuple[str, str]]) -> None:
        rows = Opinion.objects.visible_to(self.actor).filter(report=self.report, pk__in=given)
        if rows.count() < len(given):
            raise Stale(GONE)
        told = {
            key: (stand, reason, needed(self.typed.seen(str(key))))
            for key, (stand, reason) in given.items()
        }
        services.opine(report=self.report, given=told, **self.by)

    def head(self) -> None:
        """发文信息, if any of it was changed."""
        if any(self.typed.changed(f"head-{name}") for name in HEAD_FIELDS):
            self.outcome.attempt(HEAD, "发文信息", self._describe)

    def _describe(self) -> None:
        told: dict[str, Any] = {name: self.typed.text(f"head-{name}") for name in HEAD_FIELDS}
        told["seen"] = needed(self.typed.seen("head"))
        services.describe(report=self.report, **told, **self.by)

    def proposals(self) -> None:
        """Somebody who was chosen, and the answer that there is nobody."""
        typed = self.typed
        is_none, was = bool(typed.text("none")), bool(typed.text("was-none"))
        if "was-none" in typed.data and is_none != was:
            said = "无拟补充人选" if is_none else "拟补充人选"
            verb = partial(services.none_to_add, report=self.report, is_none=is_none, **self.by)
            self.outcome.attempt(PROPOSALS, said, verb)
        if typed.text("propose-cadre") or typed.text("propose-reason"):
            self.outcome.attempt(PROPOSALS, "拟补充人选", self._propose)

    def _propose(self) -> None:
        cadre = candidate(self.actor, self.report, self.typed.text("propose-cadre"), self.on)
        if cadre is None:
            raise DomainError(
                "没有选择人员，或者不能选这名同志；请从列表中选择本单位不在库的人员。"
            )
        reason = self.typed.text("propose-reason")
        services.propose(report=self.report, cadre=cadre, reason=reason, **self.by)

    def explanations(self) -> None:
        """Why checks are as they are, of those that may be explained."""
        for key in list(self.typed.keys("explain-")):
            if self.typed.changed(f"explain-{key}"):
                place = f"check-{key[:LONGEST_KEY]}"
                self.outcome.attempt(place, "校核说明", partial(self._explain, key))

    def _explain(self, key: str) -> None:
        refuse_if(
            not is_explainable(key, self.report.year),
            "这一项校核要改好，不能用说明代替；请按校核上的链接改正。",
        )
        words = self.typed.text(f"explain-{key}")
        services.explain(report=self.report, check=key, words=words, **self.by)

    def answers(self, viewer: Viewer, whole: Whole) -> None:
        """What is answered to comments that the viewer reads."""
        keys = [
            key
            for key in known_keys(list(self.typed.keys("answer-")))
            if self.typed.changed(f"answer-{key}")
        ]
        if not keys:
            return
        told = {one.pk for one in remarks_of(self.report, viewer, whole)}
        rows = Comment.objects.visible_to(viewer).filter(report=self.report, pk__in=told)
        for one in rows.filter(pk__in=keys).select_related("report__unit", "report__collector"):
            words = self.typed.text(f"answer-{one.pk}")
            verb = partial(services.answer, comment=one, words=words, **self.by)
            self.outcome.attempt(f"comment-{one.pk}", "答复", verb)
