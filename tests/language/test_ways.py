"""No page is a dead end: it leads up, back to where its form began, or stands in the navigation."""

import re

from django.template import Context, Template

from core.shell.nav import NAVIGATION
from tests.language.labels import templates

SHELL = re.compile(r'{% extends "(?:base|listing/page|form)\.html" %}')
# The way up, or the foot of a form with its way back.
WAY = re.compile(r'{% way %}|components/(?:crumb|confirm)|imports/head|返回|{% extends "form')
STEPS = re.compile(r"{% way %}(.*?){% here %}(.*?){% (?:beside|endway) %}", re.DOTALL)
# Lists and pages of the navigation, and of the top of every page.
TOP = {
    "accounts/list.html",
    "annual/list.html",
    "api/docs.html",
    "appraisals/list.html",
    "audit/list.html",
    "cases/list.html",
    "checks/list.html",
    "checks/people.html",
    "checks/rules.html",
    "checks/trend.html",
    "clients/list.html",
    "codes/list.html",
    "concerns/list.html",
    "dashboards/dashboard.html",
    "duties/list.html",
    "findings/list.html",
    "flows/map.html",
    "frontline/list.html",
    "guide/page.html",
    "imports/list.html",
    "intake/list.html",
    "listing/page.html",
    "mentoring/list.html",
    "meter/units.html",
    "moves/list.html",
    "moves/moves.html",
    "notices/inbox.html",
    "notices/nudges.html",
    "people/list.html",
    "plan/page.html",
    "polls/list.html",
    "pools/list.html",
    "positions/list.html",
    "postings/list.html",
    "rectifications/list.html",
    "roster/list.html",
    "roster/side.html",
    "rounds/list.html",
    "rounds/sheets.html",
    "shell/home.html",
    "shell/search.html",
    "spot_checks/list.html",
    "statistics/coverage.html",
    "statistics/structure.html",
    "statistics/targets.html",
    "talks/list.html",
    "units/list.html",
    "volume/list.html",
}


def test_every_page_has_a_way_up():
    pages = {file: text for file, text in templates().items() if SHELL.search(text)}
    lost = {file for file, text in pages.items() if not WAY.search(text)}
    assert lost - TOP == set()
    assert TOP - set(pages) == set()


def test_a_way_up_has_one_form():
    """Drawn by the tag alone, and the page itself last, which is no link."""
    for file, text in templates().items():
        assert "q-crumb" not in text, file
        assert not [here for _, here in STEPS.findall(text) if "<a " in here], file


def test_a_way_up_is_drawn_with_what_is_read_out():
    ways = Template(
        '{% way %}<a href="/">A</a><span>{{ b }}</span>{% here %}{{ b }}{% endway %}'
        '{% way %}<a href="/">A</a>{% here %}C{% beside %}<b>D</b>{% endway %}'
    )
    between = '<span aria-hidden="true">›</span>'
    assert ways.render(Context({"b": "<B>"})) == (
        '<nav class="q-crumb q-sm" aria-label="所在位置">'
        f'<a href="/">A</a>{between}<span>&lt;B&gt;</span>{between}'
        '<span aria-current="page">&lt;B&gt;</span></nav>'
        '<nav class="q-crumb q-sm" aria-label="所在位置">'
        f'<a href="/">A</a>{between}<span aria-current="page">C</span>'
        '<span class="q-push q-row"><b>D</b></span></nav>'
    )


def test_a_way_up_calls_a_page_as_the_navigation_does():
    called: dict[str, set[str]] = {}
    for _, items in NAVIGATION:
        for item in items:
            called.setdefault(item.view, set()).add(item.label)
    step = re.compile(r"""<a href="{% url '([\w:]+)' %}[^"]*">([^<{]+)</a>""")
    otherwise = {
        (view, label, file)
        for file, text in templates().items()
        for steps, _ in STEPS.findall(text)
        for view, label in step.findall(steps)
        if view in called and label not in called[view]
    }
    assert otherwise == set()
