"""A batch at each stage that has pages of its own, for the test that opens every page."""

from datetime import timedelta

from django.utils import timezone

from rotation.frontline.services import batches, programmes
from tests.frontline.making import (
    announced,
    assigned,
    decided,
    dispatched,
    draft,
    mark,
    people,
    programme,
    rows,
    selecting_of,
)
from tests.frontline.making import nominated as named
from tests.world import World


def frontline_of(world: World) -> dict[str, int]:
    """Keys of a programme, of its batches by stage, of a candidate and a post."""
    one, two, three = people(world, 3)
    of, on = programme(world), timezone.localdate()
    batch = named(world, [one, world.cadres["单文静"]], of=of)
    ranking = selecting_of(world, [one, two], of=of)
    mark(world, ranking, {one.name: ("90", "80"), two.name: ("80", "90")})
    chosen = selecting_of(world, [two], of=of, starts_on=on, ends_on=on + timedelta(days=700))
    mark(world, chosen, {two.name: ("90", "80")})
    chosen = assigned(world, decided(world, chosen, [two.name]))
    away = dispatched(world, [three], name="在外的项目")
    over = programme(world, name="办完的项目")
    programmes.close(actor=world.city, programme=over, seen=over.version)
    stopped = announced(world, of)
    batches.cancel(actor=world.city, batch=stopped, seen=stopped.version, reason="不办了")
    return {
        "township": of.pk,
        "finished": over.pk,
        "batch_draft": draft(world, of).pk,
        "batch_announced": batch.pk,
        "batch_selecting": ranking.pk,
        "batch_decided": chosen.pk,
        "batch_out": away.pk,
        "named": rows(batch)[0].pk,
        "post": batch.host_posts.first().pk,
    }
