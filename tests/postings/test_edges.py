"""What happens around a posting while it runs: moves, ends, exits, units that go, other files."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cadres.formats.resume_text import Line
from cadres.people.models import Cadre
from cadres.people.services import edit, replace_resume
from core.errors import DomainError
from core.pages import sentence_for
from core.units.services import abolish
from policy.duties.models import Duty
from policy.duties.refreshing import refresh_people
from rotation.postings import services
from rotation.postings.entities import POSTINGS
from rotation.postings.models import Posting
from tests.postings.orders import end, file_of, order, out, text_of, up, with_resume
from tests.world_people import TODAY

pytestmark = pytest.mark.django_db


def fresh(made):
    return Posting.objects.get(pk=made.pk)


def take_back(world, made):
    return services.take_back(actor=world.city, posting=made, seen=fresh(made).version, on=TODAY)


def back(made, on=TODAY):
    refresh_people([made.cadre_id], on=on)
    duty = Duty.objects.get(rule="frontline.return", cadre=made.cadre_id)
    return duty.unit.short_name, str(duty.state), duty.due_on


def test_whoever_moves_while_away_is_brought_back_by_his_new_unit(world):
    with_resume(world, "陈思远")
    made = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1), until=date(2027, 1, 1))
    assert back(made) == ("市交通运输局", "open", date(2027, 1, 1))
    moved = up(world, "陈思远", "市科技局", "科长", date(2026, 6, 1))
    assert back(made) == ("市科技局", "open", date(2027, 1, 1))
    take_back(world, moved)
    assert back(made) == ("市交通运输局", "open", date(2027, 1, 1))


def test_a_way_back_follows_the_posting(world):
    made = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1), until=date(2027, 1, 1))
    assert back(made)[1] == "open"
    ended = end(world, made, date(2026, 11, 1), "early", note="工作需要")
    assert back(made)[1] == "done"
    again = services.reopen(actor=world.city, posting=ended, seen=ended.version, on=TODAY)
    assert back(made)[1] == "open"
    services.extend(actor=world.city, posting=again, seen=again.version, until=date(2027, 6, 1),
                    reason="需要", document="", decided_on=TODAY, on=TODAY)  # fmt: skip
    assert back(made)[1] == "withdrawn"  # opens ninety days before the new end
    take_back(world, made)
    assert back(made)[1] == "withdrawn"


def test_nobody_goes_back_to_a_unit_that_is_gone(world):
    with_resume(world, "罗天翊")
    made = out(world, "罗天翊", "清溪镇", "副镇长", date(2026, 3, 1))
    ended = end(world, made, date(2026, 9, 1), "early", note="工作需要")
    town = world.named["清溪镇"]
    Cadre.objects.filter(unit=town).update(unit=world.named["马渡镇"])
    abolish(actor=world.city, unit=town, seen=town.version, on=date(2026, 10, 1))
    with pytest.raises(ValidationError, match="已于 2026-10-01 撤销"):
        services.reopen(actor=world.city, posting=ended, seen=ended.version, on=TODAY)


def test_a_post_whose_former_unit_is_gone_is_not_taken_back(world):
    with_resume(world, "罗天翊")
    up(world, "罗天翊", "清溪镇", "副镇长", date(2026, 3, 1))
    later = up(world, "罗天翊", "市科技局", "科长", date(2026, 6, 1))
    town = world.named["清溪镇"]
    Cadre.objects.filter(unit=town).update(unit=world.named["马渡镇"])
    abolish(actor=world.city, unit=town, seen=town.version, on=date(2026, 10, 1))
    standing = file_of(later.cadre_id)
    with pytest.raises(DomainError, match="撤销"):
        take_back(world, later)
    assert file_of(later.cadre_id) == standing


def test_a_term_that_is_over_is_not_ended_early(world):
    made = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1), until=date(2026, 9, 1))
    with pytest.raises(ValidationError, match="已经期满"):
        end(world, made, date(2026, 9, 1), "early", note="x")
    end(world, made, date(2026, 8, 31), "early", note="工作需要")


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 3, 1)])
def test_no_end_before_or_on_the_first_day(world, day):
    made = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1))
    with pytest.raises(ValidationError, match="必须晚于起始日期"):
        end(world, made, day, "other", note="x")
    with pytest.raises(DomainError, match="必须晚于起始日期"):
        services.end_many(actor=world.city, postings=[made], ended_on=day, reason="other",
                          note="x", on=TODAY)  # fmt: skip
    assert fresh(made).ended_on is None


def test_who_died_away(world):
    """First the time away, then the post, then the status; nothing runs after it."""
    who = with_resume(world, "陈思远")
    post = up(world, "陈思远", "市科技局", "科长", date(2026, 1, 1))
    away = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1), noted=True)
    told = {"status": "23", "left_on": date(2026, 11, 1)}

    def leave():
        cadre = Cadre.objects.get(pk=who.pk)
        return edit(actor=world.city, cadre=cadre, seen=cadre.version, on=TODAY, **told)

    with pytest.raises(ValidationError, match="还没有结束"):
        leave()
    with pytest.raises(ValidationError, match="请先结束"):
        end(world, post, date(2026, 11, 10), "left")
    end(world, away, date(2026, 11, 10), "left")
    end(world, post, date(2026, 11, 10), "left")
    leave()
    assert file_of(who)[0]["title"] == "清河市科学技术局科长"
    assert "2026.01--2026.11  清河市科学技术局科长" in text_of(who)
    for one in (post, away):
        with pytest.raises((DomainError, IntegrityError)), transaction.atomic():
            services.reopen(actor=world.city, posting=one, seen=fresh(one).version, on=TODAY)


def test_a_resume_that_was_replaced_is_left_alone_by_an_end(world):
    who = with_resume(world, "陈思远")
    post = up(world, "陈思远", "市科技局", "科长", date(2026, 1, 1))
    away = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1), noted=True)
    cadre = Cadre.objects.get(pk=who.pk)
    told = [Line(date(2014, 7, 1), None, "清河市科学技术局科长（另一种写法）", "work")]
    replace_resume(actor=None, cadre=cadre, seen=None, on=TODAY, lines=told)
    end(world, away, date(2026, 10, 1), "early", note="x")
    end(world, post, date(2026, 11, 1))
    title, lines = file_of(who)
    assert title["title"] == "清河市科学技术局科长"
    assert [(one.until, one.text) for one in lines] == [(None, told[0].text)]
    for one in (post, away):
        services.reopen(actor=world.city, posting=one, seen=fresh(one).version, on=TODAY)
    standing = file_of(who)
    assert standing[1] == lines
    with pytest.raises(DomainError, match="请勾选“档案已另行更正”再撤回"):
        take_back(world, away)
    for one in (away, post):
        done = services.take_back(actor=world.city, posting=one, seen=fresh(one).version,
                                  keeps_file=True, on=TODAY)  # fmt: skip
        assert done.ended_on == done.since
        assert file_of(who) == standing


def test_the_same_post_again_in_one_month_is_taken_back_first(world):
    who = with_resume(world, "陈思远")
    first = up(world, "陈思远", "市科技局", "科长", date(2026, 3, 2))
    second = up(world, "陈思远", "市科技局", "科长", date(2026, 3, 20), kind="rotation")
    standing = file_of(who)
    with pytest.raises(ValidationError, match="请先撤回那一条"):
        take_back(world, first)
    assert file_of(who) == standing
    take_back(world, second)
    assert file_of(who) == standing
    assert fresh(first).ended_on is None


def test_a_correction_of_what_was_entered_leaves_the_file_alone_after_its_end_too(world):
    who = with_resume(world, "陈思远")
    asked = order(world, "陈思远", "市交通运输局", "公路管理科副科长", date(2020, 3, 1))
    (made,) = services.enter_many(actor=world.city, orders=[asked], on=TODAY)
    ended = end(world, made, date(2026, 11, 1))
    standing = file_of(who)
    services.correct(actor=world.city, posting=ended, seen=ended.version, on=TODAY,
                     title="公路科副科长", since=date(2020, 4, 1))  # fmt: skip
    assert file_of(who) == standing


def test_the_database_names_whom_it_refuses(world):
    out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Cadre.objects.filter(name="陈思远").update(status="21")
    assert "“陈思远”已不是现职人员，不能有没有结束的任职或锻炼" in sentence_for(refused.value)


def test_whoever_is_out_past_a_day_is_so_on_that_day(world):
    """What a page of a past day says is what was so on it, half-open at both ends."""
    made = out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1), until=date(2026, 9, 1))
    end(world, made, date(2026, 10, 1), "completed")
    expected = {
        date(2026, 2, 28): None,
        date(2026, 3, 1): "away",
        date(2026, 6, 2): "away",  # 91 days before
        date(2026, 6, 3): "soon",
        date(2026, 8, 31): "soon",
        date(2026, 9, 1): "overdue",
        date(2026, 9, 30): "overdue",
        date(2026, 10, 1): "ended",
    }
    for on, state in expected.items():
        rows = POSTINGS.rows(world.city, on=on).filter(pk=made.pk)
        assert next(iter(rows.values_list("state", flat=True)), None) == state, on
        running = Posting.objects.running(on).filter(pk=made.pk).exists()
        assert running == (state in ("away", "soon", "overdue")), on


def test_nobody_belongs_to_where_he_is_sent(world):
    out(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 1))
    cadre = Cadre.objects.get(name="陈思远")
    change = {"actor": world.city, "cadre": cadre, "seen": cadre.version, "on": TODAY}
    with pytest.raises(ValidationError, match="请先结束这次锻炼"):
        edit(unit=world.named["柳河镇"], **change)
    assert edit(unit=world.named["马渡镇"], **change).unit.short_name == "马渡镇"


def test_a_file_corrected_by_hand_stays_when_the_box_is_ticked(world, client):
    who = with_resume(world, "陈思远")
    made = up(world, "陈思远", "市科技局", "科长", date(2026, 1, 1))
    Cadre.objects.filter(pk=who.pk).update(title="清河市科学技术局规划科科长")
    client.force_login(world.city)
    address = reverse("postings:take_back", args=[made.pk])
    refused = client.post(address, {"seen": made.version})
    assert "请勾选“档案已另行更正”再撤回" in refused.content.decode()
    done = client.post(address, {"seen": made.version, "keeps_file": "on"})
    assert done.status_code == 302
    assert fresh(made).ended_on == made.since
    assert file_of(who)[0]["title"] == "清河市科学技术局规划科科长"
