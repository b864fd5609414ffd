"""The models of a migration, drawn one by one, know of each other as Django's do."""

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from config.management.commands.migrate import drawn_once

KEY = ("id", models.AutoField(primary_key=True))


def built() -> ProjectState:
    """One model, and after it was drawn another that points to it, with a constraint."""
    state = ProjectState()
    state.add_model(ModelState("core", "Older", [KEY]))
    assert state.apps.get_model("core", "older")
    older = models.ForeignKey("core.Older", models.PROTECT, related_name="newer")
    state.add_model(ModelState("core", "Newer", [KEY, ("older", older)], {"constraints": []}))
    only = models.UniqueConstraint(fields=["older"], name="only")
    state.add_constraint("core", "newer", only)
    return state


def drawn(state: ProjectState) -> list:
    """What each model knows."""
    older, newer = (state.apps.get_model("core", name) for name in ("older", "newer"))
    related = [one.related_model is newer for one in older._meta.related_objects]
    target = newer._meta.get_field("older").remote_field.model is older
    return [related, target, [one.name for one in newer._meta.constraints], state.is_delayed]


def test_models_drawn_once_know_what_models_drawn_again_know() -> None:
    usual = built()
    with drawn_once():
        ours = built()
    assert ours == usual
    assert drawn(ours) == drawn(usual) == [[True], True, ["only"], True]
    ours.clear_delayed_apps_cache()
    assert drawn(ours) == drawn(usual)
