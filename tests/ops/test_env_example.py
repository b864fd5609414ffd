"""`.env.example` names exactly the variables that the code reads."""

import re

from config import settings
from config.env import PROJECT
from ops import places

NOT_FOR_A_FILE = {"CI"}


def asked_by_setting_up():
    for ask in (
        places.port,
        places.bind,
        places.web_workers,
        places.web_threads,
        places.job_workers,
        places.in_ci,
        places.chosen_var,
    ):
        ask()
    return set(places.env.asked)


def test_the_example_is_complete_and_has_nothing_else():
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", example, re.MULTILINE))
    assert named == (set(settings.env.asked) | asked_by_setting_up()) - NOT_FOR_A_FILE
