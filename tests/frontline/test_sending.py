"""Who is chosen, who goes where, the dispatch of all of them once, and the return."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cadres.choices import ExitGround
from cadres.people.models import Cadre
from cadres.roster import services as roster
from cadres.roster.models import RosterEntry
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from core.pages import sentence_for
from rotation.choices import BatchState, CandidateState
from rotation.frontline.entities.candidates import CANDIDATES
from rotation.frontline.letters.gathering import sent_by
from rotation.frontline.models import Batch, HostPost
from rotation.frontline.services import batches, nominating, posts, programmes, selecting, sending
from rotation.frontline.services.posts import Wanted
from rotation.postings import services as postings
from rotation.postings.models import Posting
from tests.frontline.making import (
    CHOSEN,
    NOT_CHOSEN,
    RESERVE,
    announced,
    assigned,
    assignment,
    decided,
    dispatched,
    draft,
    mark,
    people,
    programme,
    rows,
    selecting_of,
    states,
)
from tests.world import World
from tests.world_people import TODAY

MARKS = ("90", "85", "85", "70")


@pytest.fixture
def ranked(world: World):
    """Four by marks for two seats: the second place is shared."""
    who = people(world, 4)
    batch = selecting_of(world, who)
    mark(world, batch, {p.name: (m, m) for p, m in zip(who, MARKS, strict=True)})
    batch.refresh_from_db()
    return batch


def names(batch) -> list[str]:
    """Everybody's name, as they were made."""
    return [row.cadre.name for row in rows(batch)]


def test_the_figures_leave_a_tie_at_the_line_to_people(world: World, ranked) -> None:
    found = selecting.ranked(ranked, world.city)
    assert [person.place for person in found] == [1, 2, 2, 4]
    assert list(selecting.suggested(ranked, found).values()) == [CHOSEN, "", "", NOT_CHOSEN]


def test_everybody_is_decided_upon(world: World, ranked) -> None:
    first, *rest = rows(ranked)
    with pytest.raises(DomainError, match="还没有定"):
        selecting.decide(
            actor=world.city,
            batch=ranked,
            seen=ranked.version,
            decisions={first.pk: CHOSEN},
            on=TODAY,
        )
    decisions = {first.pk: CHOSEN} | {row.pk: RESERVE for row in rest}
    done = selecting.decide(
        actor=world.city, batch=ranked, seen=ranked.version, decisions=decisions, on=TODAY
    )
    assert (done.state, done.decided_on) == (BatchState.DECIDED, TODAY)
    assert list(states(done).values()) == ["chosen", "reserve", "reserve", "reserve"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ((0, 1, 2), "入选 3 人，超过本批名额 2 人"),
        ((0, 3), "名次在前，没有入选"),
    ],
)
def test_beyond_the_quota_or_out_of_order_only_with_a_reason(
    world: World, ranked, chosen, said: str
) -> None:
    every = names(ranked)
    wanted = [every[n] for n in chosen]
    with pytest.raises(ValidationError, match=said):
        decided(world, ranked, wanted)
    done = decided(world, ranked, wanted, reason="常委会研究同意")
    assert done.over_quota_reason == "常委会研究同意"
    noted = [row.cadre.name for row in rows(done) if row.decision_note]
    assert noted == (every[1:3] if chosen == (0, 3) else [])


def test_somebody_without_a_mark_is_no_silent_choice(world: World) -> None:
    one, two = people(world, 2)
    batch = selecting_of(world, [one, two])
    mark(world, batch, {one.name: ("90", "90")})
    with pytest.raises(ValidationError, match=f"{two.name}没有成绩、没有名次"):
        decided(world, batch, [one.name, two.name])


def test_a_reserve_moves_up_when_somebody_drops_out(world: World, ranked) -> None:
    every = names(ranked)
    batch = decided(world, ranked, every[:2])
    (first,) = [row for row in rows(batch) if row.cadre.name == every[0]]
    nominating.withdraw(actor=world.city, people=[first], reason="家庭困难")
    assert [row.place for row in rows(batch)] == [None, 1, 1, 3]
    batch = decided(world, batch, every[1:3])
    assert list(states(batch).values()) == ["withdrawn", "chosen", "chosen", "not_chosen"]


def test_decisions_by_two_people_are_one_after_the_other(world: World, ranked) -> None:
    decisions = {row.pk: NOT_CHOSEN for row in rows(ranked)} | {rows(ranked)[0].pk: CHOSEN}
    told = {"actor": world.city, "batch": ranked, "decisions": decisions, "on": TODAY}
    selecting.decide(seen=ranked.version, **told)
    with pytest.raises(Stale):
        selecting.decide(seen=ranked.version, **told)


def test_nobody_goes_to_his_own_unit_and_no_post_is_overfull(world: World) -> None:
    town = people(world, 2, "柳河镇")
    batch = announced(world, seats=1)
    nominating.nominate(actor=world.city, batch=batch, people=town, on=date(2026, 11, 10))
    batch.refresh_from_db()
    batch = batches.select(actor=world.city, batch=batch, seen=batch.version)
    mark(world, batch, {one.name: ("80", "80") for one in town})
    batch = decided(world, batch, [one.name for one in town])
    own, other = batch.host_posts.order_by("unit__sort_path", "pk")
    one, two = rows(batch)
    assert set(posts.proposed(batch, [one, two]).values()) == {other.pk, None}
    with pytest.raises(DomainError, match="不能派到本单位"):
        posts.assign(actor=world.city, batch=batch, seen=batch.version, places={one.pk: own.pk})
    places = {one.pk: other.pk, two.pk: other.pk}
    with pytest.raises(DomainError, match="“马渡镇副镇长”只要 1 人，安排了 2 人"):
        posts.assign(actor=world.city, batch=batch, seen=batch.version, places=places)
    with pytest.raises(DomainError, match="还没有接收岗位"):
        sending.dispatch(
            actor=world.city, batch=batch, seen=batch.version, document="1号", on=TODAY
        )


def test_a_dispatch_is_a_posting_with_its_file(world: World) -> None:
    (one,) = people(world, 1)
    batch = dispatched(world, [one], channel="A")
    (row,) = rows(batch)
    posting = row.posting
    assert (posting.kind, posting.unit) == ("secondment", world.named["柳河镇"])
    assert posting.title == "副镇长"
    assert (posting.since, posting.until) == (batch.starts_on, batch.ends_on)
    assert (posting.sending_unit, posting.document) == (one.unit, "清组〔2026〕1号")
    assert (posting.treatment, posting.level, posting.is_leading) == ("享受科级待遇", "1A42", True)
    assert "挂任" in Cadre.objects.get(pk=one.pk).title
    assert (batch.state, batch.dispatched_by) == (BatchState.DISPATCHED, world.city)


def test_not_before_its_day(world: World) -> None:
    batch = assignment(world, people(world, 1))
    with pytest.raises(DomainError, match="派出日期 2026-11-23 还没有到"):
        sending.dispatch(
            actor=world.city,
            batch=batch,
            seen=batch.version,
            document="1号",
            on=date(2026, 11, 22),
        )


def test_one_who_cannot_go_keeps_all_of_them(world: World) -> None:
    one, two = people(world, 2)
    batch = assignment(world, [one, two])
    Cadre.objects.filter(pk=two.pk).update(status="21")
    with pytest.raises(DomainError, match=two.name):
        sending.dispatch(
            actor=world.city, batch=batch, seen=batch.version, document="1号", on=TODAY
        )
    batch.refresh_from_db()
    assert batch.state == BatchState.DECIDED
    assert not Posting.objects.exists()


def test_the_same_again_finds_it_done(world: World) -> None:
    batch = assignment(world, people(world, 3))
    told = {"actor": world.city, "batch": batch, "seen": batch.version, "document": "1号"}
    first = sending.dispatch(on=TODAY, **told)
    again = sending.dispatch(on=TODAY, **told)
    assert (first.version, again.version) == (again.version, first.version)
    assert Posting.objects.count() == 3
    with pytest.raises(Stale):  # somebody else is told that it was done
        sending.dispatch(on=TODAY, **told | {"actor": None})


def test_statements_of_a_dispatch_do_not_depend_on_how_many(world: World) -> None:
    counts = []
    for number, unit in ((3, "市科技局"), (60, "市委统战部")):
        batch = assignment(world, people(world, number, unit), name=unit)
        told = {"actor": world.city, "batch": batch, "seen": batch.version, "document": "1号"}
        with CaptureQueriesContext(
            connection,
        ) as caught:
            sending.dispatch(on=TODAY, **told)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_return_ends_each_on_his_own_day(world: World) -> None:
    one, two = people(world, 2)
    until = date(2027, 5, 23)
    batch = dispatched(world, [one, two], ends_on=until)
    with pytest.raises(DomainError, match="最早要到 2027-05-23 才期满"):
        sending.bring_back(actor=world.city, batch=batch, seen=batch.version, on=date(2027, 5, 22))
    longer = Posting.objects.get(cadre=two)
    postings.extend(
        actor=world.city,
        posting=longer,
        seen=longer.version,
        until=date(2027, 8, 23),
        reason="工作需要",
        document="",
        decided_on=TODAY,
        on=TODAY,
    )
    batch = sending.bring_back(actor=world.city, batch=batch, seen=batch.version, on=until)
    assert batch.state == BatchState.DISPATCHED  # one is still out
    assert Posting.objects.get(cadre=one).ended_on == until
    batch = sending.bring_back(
        actor=world.city, batch=batch, seen=batch.version, on=date(2027, 9, 1)
    )
    assert batch.state == BatchState.RETURNED
    assert Posting.objects.get(cadre=two).ended_on == date(2027, 8, 23)
    assert "挂任" not in Cadre.objects.get(pk=one.pk).title


def test_a_step_back_and_a_cancellation_undo_the_decision(world: World, ranked) -> None:
    batch = assigned(world, decided(world, ranked, names(ranked)[:2]))
    batch = batches.step_back(actor=world.city, batch=batch, seen=batch.version, reason="重新研究")
    assert (batch.state, batch.decided_on) == (BatchState.SELECTING, None)
    assert set(states(batch).values()) == {CandidateState.NOMINATED}
    assert [row.place for row in rows(batch)] == [1, 2, 2, 4]  # the marks are kept
    batch = batches.cancel(actor=world.city, batch=batch, seen=batch.version, reason="项目调整")
    assert (batch.state, batch.note) == (BatchState.CANCELLED, "项目调整")
    with pytest.raises(DomainError, match="批次现在是“已取消”"):
        batches.cancel(actor=world.city, batch=batch, seen=batch.version, reason="再取消")


def test_seats_of_batches_are_those_of_the_programme(world: World) -> None:
    of = programme(world, quota=5)
    batch = draft(world, of, quota=3)
    with pytest.raises(ValidationError, match="项目名额 5 个，其他批次已安排 3 个，本批最多 2 个"):
        draft(world, of, quota=4)
    of.refresh_from_db()
    with pytest.raises(DomainError, match="各批次已安排 3 个名额"):
        programmes.edit(actor=world.city, programme=of, seen=of.version, quota=2)
    batches.cancel(actor=world.city, batch=batch, seen=batch.version, reason="不办了")
    assert draft(world, of, quota=5).number == 2


def test_posts_are_listed_once_and_kept_while_taken(world: World) -> None:
    batch = assignment(world, people(world, 1))
    (row,) = rows(batch)
    post = row.host_post
    same = Wanted(unit=post.unit_id, title=post.title)
    with pytest.raises(DomainError, match="已经列出"):
        posts.add(actor=world.city, batch=batch, posts=[same])
    with pytest.raises(DomainError, match="请先改安排"):
        posts.remove(actor=world.city, post=post)
    other = HostPost.objects.filter(batch=batch).exclude(pk=post.pk).get()
    posts.remove(actor=world.city, post=other)
    assert HostPost.objects.filter(batch=batch).count() == 1


def test_units_and_other_departments_do_none_of_it(world: World) -> None:
    batch = assignment(world, people(world, 1))
    for who in (world.secretary, world.clerk, world.county):
        with pytest.raises(NotAllowed):
            sending.dispatch(actor=who, batch=batch, seen=batch.version, document="", on=TODAY)
        with pytest.raises(NotAllowed):
            batches.cancel(actor=who, batch=batch, seen=batch.version, reason="x")


def test_no_mark_stands_in_the_log_of_the_person(world: World, ranked) -> None:
    kept = AuditEntry.objects.filter(subject="cadre")
    assert not kept.filter(detail__has_key="test_score").exists()
    marks = AuditEntry.objects.filter(subject="candidate", detail__has_key="test_score")
    assert marks.count() == 4


def test_files_that_changed_since_the_decision_keep_the_batch_at_home(world: World) -> None:
    one, two = people(world, 2)
    batch = assignment(world, [one, two])
    stays = list(RosterEntry.objects.open().filter(cadre=one))
    roster.release(actor=None, entries=stays, on=TODAY, today=TODAY, ground=ExitGround.OTHER)
    told = {"actor": world.city, "seen": batch.version, "document": "1号", "on": TODAY}
    with pytest.raises(
        DomainError, match=f"{one.name}（不在优秀年轻干部名册上）现在不符合选派条件"
    ):
        sending.dispatch(batch=batch, **told)
    assert not Posting.objects.exists()
    batch.candidates.filter(cadre=one).update(judged_reason="市委专题研究")
    assert sending.dispatch(batch=batch, **told).state == BatchState.DISPATCHED
    assert Posting.objects.count() == 2


def test_who_was_taken_back_is_neither_out_nor_back(world: World) -> None:
    one, two = people(world, 2)
    batch = dispatched(world, [one, two], ends_on=date(2027, 5, 23))
    wrong = Posting.objects.get(cadre=one)
    postings.take_back(actor=world.city, posting=wrong, seen=wrong.version, on=TODAY)

    def standing(on: date) -> dict[str, str | None]:
        rows = CANDIDATES.rows(world.city, on=on).filter(batch=batch)
        return dict(rows.values_list("cadre__name", "away"))

    assert standing(TODAY) == {one.name: None, two.name: "out"}
    assert [posting.cadre_id for posting in sending.out(batch)] == [two.pk]
    assert [one.pk for one in sent_by(batch, world.city)] == [two.pk]  # nor in the letters
    batch = sending.bring_back(
        actor=world.city, batch=batch, seen=batch.version, on=date(2027, 5, 23)
    )
    assert batch.state == BatchState.RETURNED
    assert standing(date(2027, 5, 23)) == {one.name: None, two.name: "back"}
    # He may be sent out again, by this or another batch.
    again = assignment(world, [one], name="另一个项目")
    assert states(again) == {one.name: CandidateState.CHOSEN}


def test_the_database_knows_the_quota_of_a_batch(world: World) -> None:
    batch = assignment(world, people(world, 2))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(quota=1)
    assert "入选 2 人，超过本批名额 1 人" in sentence_for(refused.value)
    Batch.objects.filter(pk=batch.pk).update(quota=1, over_quota_reason="市委研究")
