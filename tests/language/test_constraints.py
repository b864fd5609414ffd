"""What the database guards says, before it does, what is wrong and what to do about it."""

from django.apps import apps
from django.db.models.constraints import BaseConstraint

from tests.language.labels import CHINESE, PACKAGES


def models():
    for model in apps.get_models():
        if model.__module__.partition(".")[0] in PACKAGES:
            yield model


def told() -> dict[str, str]:
    """Name of each constraint that a form can meet, and its sentence."""
    return {
        one.name: str(one.violation_error_message)
        for model in models()
        for one in model._meta.constraints
        if one.violation_error_message != BaseConstraint.default_violation_error_message
    }


def test_a_constraint_says_what_to_do():
    said = told()
    assert len(said) > 100
    assert {name: text for name, text in said.items() if not text.endswith("。")} == {}
    assert {name: text for name, text in said.items() if not asks(text)} == {}


def asks(text: str) -> bool:
    """The reader is told what to do, in so many words."""
    return "请" in text or "不用" in text


def test_every_table_has_its_chinese_name():
    named = {model.__name__: str(model._meta.verbose_name) for model in models()}
    assert {name: label for name, label in named.items() if not CHINESE.search(label)} == {}
