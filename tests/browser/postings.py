"""A position, and postings as they stand: held, away, ended; for the test that opens every page."""

from datetime import timedelta

from django.utils import timezone

from rotation.positions.models import Position
from rotation.postings import services
from rotation.postings.orders import Order
from tests.world import World


def postings_of(world: World) -> dict[str, int]:
    """A main post in a position, a secondment that was prolonged, a service that is over."""
    on = timezone.localdate()
    bureau, town = world.named["市交通运输局"], world.named["柳河镇"]
    held, away, over = (world.cadres[name] for name in ("曾可欣", "欧阳雪", "艾力·买买提"))
    position = Position.objects.create(
        unit=bureau, title="总工程师", since=on - timedelta(days=900), quota=2
    )
    usual = {
        "since": on - timedelta(days=300),
        "title": "总工程师",
        "document": "清组干〔2026〕1号",
    }
    order = Order(cadre=held.pk, kind="appointment", unit=bureau.pk, position=position.pk, **usual)
    posting = services.take_up(actor=world.city, order=order, on=on)
    usual |= {"title": "镇长助理", "unit": town.pk, "until": on + timedelta(days=30)}
    orders = [
        Order(cadre=away.pk, kind="secondment", **usual),
        Order(cadre=over.pk, kind="grassroots", days=60, **usual),
    ]
    out, ended = services.send_out(actor=world.city, orders=orders, on=on)
    services.extend(
        actor=world.city,
        posting=out,
        seen=1,
        until=on + timedelta(days=60),
        reason="项目没有完成",
        document="",
        decided_on=on,
        on=on,
    )
    end = {"ended_on": on - timedelta(days=5), "reason": "early", "note": "任务完成"}
    services.end(actor=world.city, posting=ended, seen=1, on=on, **end)
    return {
        "position": position.pk,
        "posting": posting.pk,
        "away": out.pk,
        "ended": ended.pk,
    }
