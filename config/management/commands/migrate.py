"""`migrate`: Django's own, which draws all related models again for every step; ours does not.

Nearly every model is related to a person and a unit, so that Django draws fourteen thousand models
for the three hundred steps of an empty database: most of the time of a first start.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    """Does what Django's does, sooner."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the migrations."""
        with drawn_once():
            super().handle(*args, **options)


@contextmanager
def drawn_once() -> Iterator[None]:
    """For this long, a model is drawn when it is new or changed itself."""
    usual = ProjectState.add_model, ProjectState._append_option
    ProjectState.add_model, ProjectState._append_option = _add_model, _append_option
    try:
        yield
    finally:
        ProjectState.add_model, ProjectState._append_option = usual


def _add_model(self: ProjectState, model: ModelState) -> None:
    """Draw the new model alone: as in any program, the others come to know of it by its fields."""
    key = model.app_label, model.name_lower
    self.models[key] = model
    if self._relations is not None:
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        self.apps.render_multiple([model])
        self.is_delayed = True  # a migration of data has all models drawn for it


def _append_option(
    self: ProjectState, app_label: str, model_name: str, option_name: str, obj: object
) -> None:
    """A constraint or an index is of no consequence to other models."""
    options = self.models[app_label, model_name].options
    options[option_name] = [*options[option_name], obj]
    if "apps" in self.__dict__:
        drawn = self.apps.get_model(app_label, model_name)._meta
        setattr(drawn, option_name, [*getattr(drawn, option_name), obj])
        self.is_delayed = True
