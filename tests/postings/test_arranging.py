"""What a unit has in store for whoever comes back: who says it, who reads it, what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from core.shell.pending import lines
from policy.duties.models import Duty
from policy.duties.refreshing import refresh_people
from rotation.postings import services
from rotation.postings.models import Arrangement
from rotation.workbench import pending
from tests.person.making import away, held

ON = timezone.localdate()
SAID = "返回后任规划科科长"


@pytest.fixture
def out(world):
    """Sent by the bureau to the county, back in a month."""
    return away(world, "陈思远", "柳河镇", date(2026, 1, 1), ON + timedelta(days=30))


def arrange(world, posting, who="secretary", **more):
    given = {"seen": 0, "text": SAID, "on": ON} | more
    return services.arrange(actor=world.users[who], posting=posting, **given)


def test_a_secretary_gets_from_the_duty_to_what_he_can_do(world, out, client_for):
    refresh_people([out.cadre_id], on=ON, rules=("frontline.return",))
    duty = Duty.objects.get(rule="frontline.return")
    ask = {"duty": duty.pk}
    way = client_for(world.secretary).get(reverse("appraisals:return_of_duty"), ask)
    assert way.url == reverse("postings:arrange", args=[out.pk])
    done = client_for(world.secretary).post(way.url, {"text": SAID, "seen": 0})
    assert done.url == reverse("postings:detail", args=[out.pk])
    duty.refresh_from_db()
    assert duty.state == "open"  # said is not done: the end of the posting proves it
    keeper = client_for(world.city).get(reverse("appraisals:return_of_duty"), ask)
    assert keeper.url == reverse("postings:detail", args=[out.pk])
    (line,) = lines(world.city, [pending.returns])
    assert line.count == 1
    assert client_for(world.city).get(line.url).context["count"] == 1
    assert pending.returns(world.secretary) is None


def test_his_offices_read_it_and_neither_his_host_nor_himself(world, out, client_for):
    arrange(world, out)
    columns = {"standing": "all", "columns": "name,arrangement,is_arranged"}
    for who, reads in (
        ("city", True),
        ("secretary", True),
        ("clerk", True),
        ("county", False),
        ("cadre", False),
    ):
        client = client_for(world.users[who])
        page = client.get(reverse("postings:detail", args=[out.pk])).content.decode()
        assert (SAID in page) == reads, who
        listed = client.get(reverse("postings:list"), columns).content.decode()
        assert (SAID in listed) == reads, who
        found = client.get(reverse("postings:list"), columns | {"is_arranged": "true"})
        assert found.context["count"] == reads
        status = client.get(reverse("postings:arrange", args=[out.pk])).status_code
        assert status == (200 if reads else 403)
    history = AuditEntry.objects.filter(subject="cadre", subject_id=str(out.cadre_id))
    assert not [one for one in history if SAID in str(one.detail)]
    type(out.cadre).objects.filter(pk=out.cadre_id).update(account=world.secretary)
    own = client_for(world.secretary).get(reverse("postings:detail", args=[out.pk]))
    assert SAID not in own.content.decode()
    with pytest.raises(NotAllowed):
        arrange(world, out, text="自己定")


def test_what_is_refused(world, out):
    with pytest.raises(ValidationError):
        arrange(world, out, text=" ")
    made = arrange(world, out)
    assert arrange(world, out) == made  # a second click
    assert Arrangement.objects.get().version == 1
    with pytest.raises(Stale):
        arrange(world, out, "city", text="延长半年")
    arrange(world, out, "city", text="延长半年", seen=1)
    with pytest.raises(NotAllowed):
        arrange(world, out, "county", text="留在本镇", seen=2)
    with pytest.raises(DomainError, match="派出锻炼才填写"):
        arrange(world, held(world, "周雨晴", "市交通运输局", date(2020, 1, 1)))
    type(out).objects.filter(pk=out.pk).update(ended_on=ON, end_reason="early")
    with pytest.raises(DomainError, match="不用再填"):
        arrange(world, out, "city", text="再延长", seen=2)
