"""Search words and literals, judged by PostgreSQL itself."""

import pytest
from django.db import connection

from core.names.pinyin import query_words, search_tokens, tsquery, tsvector

NASTY = [
    "it's",
    "a\\b",
    "\\",
    "'",
    "''",
    "a&b",
    "!x",
    "(",
    "):*",
    "a|b",
    "<->",
    ":",
    "*",
    "a:b",
    "%s",
    "朗",
]


def _ask(statement: str, *values: str):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def _finds(name: str, text: str) -> bool:
    return _ask(
        "SELECT %s::tsvector @@ %s::tsquery",
        tsvector(search_tokens(name)),
        tsquery(query_words(text)),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("李明 朗", ["李明", "朗"]),
        ("  ＬＭＬ　", ["lml"]),
        ("艾力·买买提", ["艾力", "买买提"]),
        ("艾力.买买提", ["艾力", "买买提"]),
        ("A01.02", ["a01.02"]),
        ("Lü", ["lv"]),
        ("xi'an", ["xian"]),
        ("l\0m\x07l\u200b", ["lml"]),
        ("a\tb\nc", ["a", "b", "c"]),
        ("1 2 3 4 5 6", ["1", "2", "3", "4", "5"]),
        ("x" * 99, ["x" * 40]),
        ("·", []),
        ("", []),
    ],
)
def test_words_of_a_search_box(text, words):
    assert query_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "李明朗",
        "明朗",
        "朗",
        "李",
        "lml",
        "ml",
        "LiMing",
        "minglang",
        "lang",
        "li lang",
        "l",
        "李 ml",
    ],
)
def test_ways_to_find_a_person(db, text):
    assert _finds("李明朗", text)


@pytest.mark.parametrize("text", ["李朗", "ll", "iming", "李明朗朗", "王", "lml王", "!lml", ""])
def test_what_does_not_find_the_person(db, text):
    assert not _finds("李明朗", text)


@pytest.mark.parametrize("text", ["zjf", "cjf", "zengjianfeng", "cengjian", "jf"])
def test_both_readings_of_a_surname_find_the_person(db, text):
    assert _finds("曾剑锋", text)


@pytest.mark.parametrize("text", ["lvling", "luling", "lü", "lv ling"])
def test_every_way_of_typing_ü(db, text):
    assert _finds("吕玲", text)


def test_rare_characters_and_other_scripts_are_found(db):
    assert _finds("李𠮷", "𠮷")
    assert _finds("艾力·买买提", "买买提 艾力")
    assert _finds("Müller", "müll")
    assert _finds("O'Brien", "o'bri")


@pytest.mark.parametrize("token", NASTY)
def test_any_token_is_stored_and_found_as_it_is(db, token):
    assert _ask("SELECT tsvector_to_array(%s::tsvector)", tsvector([token])) == [token]
    assert _ask("SELECT %s::tsvector @@ %s::tsquery", tsvector([token]), tsquery([token]))
    assert not _ask("SELECT 'other'::tsvector @@ %s::tsquery", tsquery([token]))


def test_unsendable_and_empty_lexemes_are_left_out(db):
    assert _ask("SELECT tsvector_to_array(%s::tsvector)", tsvector(["", "\0", "a\0\ud800"])) == [
        "a"
    ]
    assert _ask("SELECT %s::tsquery::text", tsquery(["", "a", "\0", "b"])) == "'a':* & 'b':*"
    assert tsquery([]) == tsvector([]) == ""


def test_long_lexemes_are_cut_alike(db):
    long = "朗" * 5000
    assert _ask("SELECT %s::tsvector @@ %s::tsquery", tsvector([long]), tsquery([long]))
