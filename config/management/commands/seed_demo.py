"""`manage.py seed_demo`: the demonstration city, its people and what was done about them.

People stand still at 2026-06-30; talks, mentors and duties go up to the day it is run on.
"""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessments.demo.cases import load_cases
from assessments.demo.findings import load_findings
from assessments.demo.loading import load_checks, load_last_year, load_rounds, load_talks
from assessments.demo.polls import load_polls
from cadres.demo.loading import DEFAULT_PEOPLE, MOST_PEOPLE, load_people
from cadres.demo.recipients import load_recipients
from core.demo.city import city
from core.demo.loading import load_accounts, load_units
from core.errors import DomainError
from core.listing.asof import asked_day
from policy.demo.figures import set_figures
from policy.demo.notices import tell
from policy.demo.waivers import waive_some
from policy.duties.refreshing import refresh
from policy.duties.rule import all_rules
from policy.plan.loader import load as load_plan
from reporting.annual.duties import RULES
from reporting.demo.loading import load_reports
from rotation.demo.loading import AtTheFront, load_front_line, load_postings
from training.demo.loading import load_mentors

TELL_EVERY = 100_000
# Unless told otherwise: an office of four hundred is nowhere, and its seats are compared in pairs.
PEOPLE_OF_A_UNIT, NAMED_UNITS = 50, 240


class Command(BaseCommand):
    """Fills an empty system with invented data; every app's part is called here in order."""

    help = "装入虚构的云州省清河市（只能装入空的演示系统）。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--units", type=int, help="单位数，缺省 240，干部多时每 50 人一个")
        parser.add_argument(
            "--cadres", type=int, default=DEFAULT_PEOPLE, help=f"干部数，缺省 {DEFAULT_PEOPLE}"
        )
        parser.add_argument(
            "--roster", type=int, help="其中入过名册的人数，缺省 400（干部不足 400 人时为全部）"
        )
        parser.add_argument(
            "--no-reports", action="store_false", dest="reports", help="不装入年度报告，快一些"
        )
        parser.add_argument("--seed", type=int, default=2026, help="随机种子")
        parser.add_argument(
            "--on", default="", metavar="DATE", help="谈话、帮带等写到哪一天，缺省为今天"
        )

    def handle(
        self, *args, units=None, cadres=DEFAULT_PEOPLE, roster=None, seed=2026, on="", **options
    ):
        if not settings.DEMO:
            raise CommandError("这不是演示系统（没有设置 QINGLAN_DEMO=1），不装入演示数据。")
        try:
            day = asked_day(on) if on else timezone.localdate()
            if units is None and cadres > NAMED_UNITS * PEOPLE_OF_A_UNIT:
                units = min(cadres, MOST_PEOPLE) // PEOPLE_OF_A_UNIT
            seeds = city(units=units, seed=seed)
            with transaction.atomic():
                loaded = load_units(seeds)
                accounts = load_accounts()
                people = load_people(people=cadres, roster=roster, seed=seed, told=self._tell)
                posts = load_postings()
                load_recipients(on=day)
                load_plan(on=day)
                talks, rounds, front = self._work(day, seed, options["reports"])
        except (DomainError, ValueError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已装入 {loaded} 个单位、{accounts} 个演示账号。")
        self.stdout.write(f"已装入 {people.people} 名干部，其中 {people.roster} 人入过名册。")
        self.stdout.write(f"已装入 {posts.positions} 个职位、{posts.postings} 次任职。")
        self.stdout.write(
            f"已装入 {front.batches} 个派出批次（派出 {front.sent} 人次）、"
            f"{front.appraisals} 份鉴定、{front.moves} 项轮岗交流安排。"
        )
        self.stdout.write(f"已装入 {talks} 次谈心谈话、{rounds} 轮帮带，截至 {day}。")

    def _work(self, on: date, seed: int, reports: bool) -> tuple[int, int, AtTheFront]:
        """What was done about the people up to a day, then the duties that follow."""
        set_figures(on=on)
        talks = load_talks(on=on, seed=seed)
        if reports:  # nobody else asks about so long ago
            talks += load_last_year(on=on, seed=seed)
        load_checks(on=on)
        load_polls(on=on, seed=seed)
        rounds = load_mentors(on=on, seed=seed)
        front = load_front_line(on=on, seed=seed)
        load_rounds(on=on)
        load_findings(on=on, seed=seed)
        load_cases(on=on)
        # Reports count duties, and are owed as duties themselves: those come last.
        refresh(on=on, rules=[one for one in all_rules().values() if one not in RULES], whole=True)
        waive_some(on=on)
        if reports:
            load_reports(on=on, seed=seed)
        refresh(on=on, rules=RULES, whole=True)
        tell(on=on)
        return talks, rounds, front

    def _tell(self, done: int) -> None:
        """A word now and then where it takes minutes."""
        if done % TELL_EVERY == 0:
            self.stdout.write(f"……{done} 人")
