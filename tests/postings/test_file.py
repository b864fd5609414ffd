"""What postings write into a file, and that ending and taking back restore it."""

from datetime import date

import pytest

from rotation.postings import services
from rotation.postings.models import Posting
from tests.postings.orders import end, file_of, out, text_of, up, with_resume
from tests.world_people import TODAY

pytestmark = pytest.mark.django_db


def test_a_post_writes_line_text_unit_level_and_dates(world):
    who = with_resume(world, "陈思远")
    before = file_of(who)
    made = up(world, "陈思远", "柳河镇", "副镇长", date(2026, 3, 16), level="1A41", seat="deputy",
              is_leading=True)  # fmt: skip
    fields, _ = file_of(who)
    assert fields["title"] == "青川县柳河镇副镇长"
    assert fields["unit_id"] == world.named["柳河镇"].pk
    assert (fields["level"], fields["level_since"]) == ("1A41", date(2026, 3, 1))
    assert fields["post_since"] == date(2026, 3, 1)
    assert text_of(who).splitlines()[-2:] == [
        "2020.03--2026.03  清河市交通运输局公路管理科副科长",
        "2026.03--         青川县柳河镇副镇长",
    ]
    assert made.grassroots == "2"
    services.take_back(actor=world.city, posting=made, seen=made.version, on=TODAY)
    assert file_of(who) == before


def test_the_next_post_ends_the_one_before(world):
    who = with_resume(world, "陈思远")
    first = up(world, "陈思远", "市交通运输局", "公路管理科科长", date(2026, 1, 5))
    before = file_of(who)
    second = up(world, "陈思远", "市科技局", "规划科科长", date(2026, 6, 20))
    first.refresh_from_db()
    assert (first.ended_on, first.end_reason) == (date(2026, 6, 20), "moved")
    services.take_back(actor=world.city, posting=second, seen=second.version, on=TODAY)
    first.refresh_from_db()
    assert (first.ended_on, first.end_reason) == (None, "")
    assert file_of(who) == before
    assert Posting.objects.real().get() == first


def test_a_secondment_is_within_the_line_and_leaves_the_post(world):
    who = with_resume(world, "陈思远")
    before = file_of(who)
    made = out(world, "陈思远", "柳河镇", "副镇长", date(2025, 3, 10), noted=True)
    fields, _ = file_of(who)
    assert fields == before[0] | {
        "title": "清河市交通运输局公路管理科副科长（挂任青川县柳河镇副镇长）"
    }
    assert text_of(who).endswith("（其间：2025.03--至今挂任青川县柳河镇副镇长）")
    made = end(world, made, date(2026, 3, 10), "completed")
    assert file_of(who)[0] == before[0]
    assert text_of(who).endswith("（其间：2025.03--2026.03挂任青川县柳河镇副镇长）")
    services.take_back(actor=world.city, posting=made, seen=made.version, on=TODAY)
    assert file_of(who) == before


def test_a_main_post_without_a_next_one_closes_the_line(world):
    who = with_resume(world, "陈思远")
    made = up(world, "陈思远", "市科技局", "规划科科长", date(2026, 2, 1))
    title = file_of(who)[0]["title"]
    made = end(world, made, date(2026, 9, 1))
    assert text_of(who).splitlines()[-1].startswith("2026.02--2026.09")
    assert file_of(who)[0]["title"] == title
    made = services.reopen(actor=world.city, posting=made, seen=made.version, on=TODAY)
    assert text_of(who).splitlines()[-1].startswith("2026.02--   ")
    assert made.ended_on is None
