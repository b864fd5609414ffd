"""Every form that changes something, sent twice at once by two connections: done once."""

import json
from collections import Counter
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.access.test_strangers import Quick
from tests.faults.every_form import Drawn, at_work, forms_on
from tests.world import found as world_found

pytestmark = pytest.mark.django_db(transaction=True)

NOTE_WHAT_IS_WRITTEN = """
CREATE TABLE noted (id bigserial PRIMARY KEY, kind text, row jsonb);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO noted (kind, row) VALUES (TG_TABLE_NAME, to_jsonb(NEW)); RETURN NULL; END $$;
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    AND tablename NOT IN ('noted', 'core_loginsession') LOOP
    EXECUTE format(
      'CREATE TRIGGER note AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION note()', one);
  END LOOP;
END $$;
"""
# What tells two rows apart that say the same: keys, moments, seals, numbers of requests.
APART = ("id", "at", "mac", "request_id", "entry_key")
# What is told or shown each time it is asked for, and leaves a line in the log each time.
LOOKED = ("read", "reveal", "export", "print")
LEAST = 90  # forms that were done; the others were refused as they were filled in
# Nothing is written but the last word: the second page shows the password that holds.
LAST_HOLDS = {"accounts:reset"}
# Where the gate leads whoever made a rule that asks for an authenticator of himself, too.
ENROL = reverse("totp")


def test_a_form_sent_twice_at_once_is_done_once(forms) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NOTE_WHAT_IS_WRITTEN)
    world, done, faults = world_found(), 0, []
    browsers = {one.role: at_work(getattr(world, one.role)) for one in forms}
    for one in forms:
        browser = browsers[one.role]
        answers = both(one, browser)
        if {status for status, _ in answers} <= {404, 409} and (now := anew(one, browser)):
            answers = both(now, browser)  # another form of this test was faster
        twice = written_twice()
        led = [place for status, place in answers if status == 302 and place != ENROL]
        done += bool(led)
        twice = {} if one.act in LAST_HOLDS else twice
        if twice or len(set(led)) > 1 or any(status >= 500 for status, _ in answers):
            faults.append(f"{one.role} {one.act} {one.form.url}: {answers} {twice}")
    assert faults == []
    assert done >= LEAST, done


def both(one: Drawn, browser: Client) -> list[tuple[int, str]]:
    """Status and place of the two answers."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE noted")
    start, answers = Barrier(2), []

    def click() -> None:
        again = Quick(raise_request_exception=False)
        again.cookies = browser.cookies
        start.wait()
        try:
            answer = one.form.post(again)
            answers.append((answer.status_code, answer.headers.get("Location", "")))
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def anew(one: Drawn, browser: Client) -> Drawn | None:
    """The form as its page draws it now."""
    return next((now for now in forms_on(browser, one.role, one.page) if now.act == one.act), None)


def written_twice() -> dict[str, int]:
    """Kinds of rows of which two were written that say the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, row::text FROM noted")
        rows = [(kind, json.loads(row)) for kind, row in cursor.fetchall()]
    said = Counter(
        (kind, json.dumps({k: v for k, v in row.items() if not is_apart(k)}, sort_keys=True))
        for kind, row in rows
        if not (kind == "core_auditentry" and row["action"] in LOOKED)
    )
    return {kind: count for (kind, _), count in said.items() if count > 1}


def is_apart(name: str) -> bool:
    return name in APART or name.endswith("_at")
