"""The guide as a page: for everybody who is logged in, every heading found from the contents."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core.guide.reading import guide
from core.shell.nav import NAVIGATION

WHO = ("city", "county", "secretary", "clerk", "cadre", "auditor", "sysadmin", "secadmin")
TEXT = (settings.BASE_DIR / "docs/guide.md").read_text("utf-8")


@pytest.mark.parametrize("who", WHO)
def test_whoever_is_logged_in_reads_it(world, client_for, who):
    page = client_for(world.users[who]).get(reverse("guide"))
    text = page.content.decode()
    assert page.status_code == 200
    for heading in re.findall(r"^##+ (.+)$", TEXT, re.MULTILINE):
        assert heading in text
    for one in guide().headings:
        assert f'href="#{one.anchor}"' in text
        assert f'id="{one.anchor}"' in text
    assert "style=" not in text


def test_a_stranger_is_sent_to_the_login_page(db):
    assert Client().get(reverse("guide")).status_code == 302


def test_the_lines_of_the_navigation_that_it_names_are_there():
    lines = {item.label for _, items in NAVIGATION for item in items}
    groups = {label for label, _ in NAVIGATION}
    for group, line in re.findall(r"(\w+) → (\w+)", TEXT):
        assert group in groups
        assert line in lines
