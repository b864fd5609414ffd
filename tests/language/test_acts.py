"""One act, one word, one colour, one place: what `docs/glossary.md` says of them holds."""

import re

import pytest
from django.db.models import Model

from config.env import PROJECT
from config.reference.words import own_models
from tests.language.labels import BEFORE, followed, forms_sent, pressed, templates, words

# A red button does what cannot be undone. These stand outside the foot of a form, and why:
RED = {
    "accounts/logins.html",  # below the list of what it ends, with the password that it asks for
    "components/confirm.html",  # the foot itself
    "accounts/totp.html",  # beside its code, on a page without the shell
    "changes/detail.html",  # takes one's own request back at once: it can be asked for anew
    "mentoring/session.html",  # a second form below the record's own
    "roster/act.html",  # beside the number of people that it puts back
}
# A foot that is not `components/confirm.html`, and why:
FEET = {
    "annual/edit/bar.html",  # says what was saved, and answers to every save
    "changes/detail.html",  # two ways to decide, none of them by Enter
    "imports/bar.html",  # answers to every choice
    "talks/record.html",  # goes on to the next person
}
# Numbered or endless lists have one foot each; this one goes on by date.
PAGERS = {"notices/inbox.html"}
# To the record before and after, by its name; the log of a person goes on by its rows.
NEIGHBOURS = {
    "cases/detail.html",
    "people/history.html",
    "people/person.html",
    "spot_checks/item.html",
}

HEAD = re.compile(
    r'<header class="q-head".*?</header>|{% block actions %}.*?{% endblock %}', re.DOTALL
)
DRAWN = re.compile(r'components/(verbs)|class="(btn[^"]*)"')
# Plain ones that end nothing: the years of a board, of which one is chosen.
OTHERWISE = {"annual/list.html"}


def test_every_button_begins_with_a_word_of_the_glossary():
    acts, _ = words()
    begins = tuple(acts)
    strange = {
        (label, file) for label, file in pressed() if not BEFORE.sub("", label).startswith(begins)
    }
    assert strange == set()


def test_no_label_uses_a_word_that_another_one_stands_for():
    acts, unused = words()
    assert not acts & unused
    found = {
        (label, file)
        for label, file in pressed() | followed()
        if (plain := BEFORE.sub("", label)).startswith(tuple(unused))
        and not plain.startswith(tuple(word for word in acts if len(word) > 1))
    }
    assert found == set()


def test_every_word_of_the_glossary_is_used():
    acts, _ = words()
    labels = {BEFORE.sub("", label) for label, _ in pressed() | followed()}
    assert {act for act in acts if not any(label.startswith(act) for label in labels)} == set()


@pytest.mark.parametrize(
    ("mark", "allowed"),
    [
        (r'class="[^"]*\bbtn-danger\b', RED),
        (r'class="q-submit"', FEET | {"components/confirm.html"}),
        (r'class="q-pager"', PAGERS | {"components/pager.html", "components/pages.html"}),
        (r'class="q-empty"', {"components/empty.html"}),
        (r'class="q-job"', {"components/job.html"}),
        (r'rel="(?:prev|next)"', NEIGHBOURS | {"components/turn.html"}),
        (r"\bti ti-", set()),  # the look has no pictures beside words
    ],
)
def test_a_pattern_has_one_home(mark: str, allowed: set[str]):
    assert {file for file, text in templates().items() if re.search(mark, text)} == allowed


def test_a_way_back_is_called_by_one_word():
    for file, text in templates().items():
        assert not re.search(r">\s*(?:回到|后退|退回到)", text), file


@pytest.mark.parametrize("model", list(own_models()), ids=lambda model: model.__name__)
def test_every_kind_of_record_is_in_the_glossary(model: type[Model]):
    glossary = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert str(model._meta.verbose_name) in glossary or f"`{model.__name__}`" in glossary


def test_what_ends_a_record_stands_last_in_its_head():
    """Ordinary buttons, the filled one, then what is plain."""
    for file, text in templates().items():
        for head in HEAD.findall(text):
            kinds = "".join(
                "v" if part else "p" if "btn-plain" in classes else "b"
                for part, classes in DRAWN.findall(head)
            )
            assert not re.search("p[bv]|vb", kinds) or file in OTHERWISE, (file, kinds)


def test_what_takes_away_is_sent_by_a_red_button():
    ending = ("删除", "撤回", "撤销", "作废", "吊销", "收回", "取消批次")
    pale = {
        (label, file)
        for label, is_red, file in forms_sent()
        if label.startswith(ending) and not is_red
    }
    assert pale == set()
