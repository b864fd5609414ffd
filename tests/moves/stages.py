"""Plans of rotation at each stage, for the test that opens every page."""

from rotation.choices import MoveState
from rotation.moves.models import PlannedMove
from tests.moves.plans import add, asked, decided, drafted, placed, question
from tests.world import World


def plans_of(world: World) -> dict[str, int]:
    """A draft, one that asks units, and one that is decided, each with a move."""
    draft, asking, done = (drafted(world, year=year) for year in (2027, 2026, 2025))
    add(world, draft, "李明朗")
    about = placed(world, asking, "周雨晴", "市科技局")
    asked(world, asking)
    coming, lost = (placed(world, done, name, "市科技局") for name in ("曾可欣", "赵文博"))
    decided(world, done, [coming, lost])
    PlannedMove.objects.filter(pk=lost.pk).update(state=MoveState.DONE)
    return {
        "plan_draft": draft.pk,
        "plan_asking": asking.pk,
        "plan_decided": done.pk,
        "move_asked": about.pk,
        "move_coming": coming.pk,
        "move_lost": lost.pk,
        "question": question(about).pk,
    }
