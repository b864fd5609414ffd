"""The component that draws a judgement: every part of it, and nothing where there is nothing."""

from dataclasses import replace

from django.template.loader import render_to_string

from policy.judgements import Fact, Figure, Judgement

WHOLE = Judgement(
    holds=True,
    verdict="基本称职和不称职 31.00%，超过 30%",
    clause="3.3.3-6",
    clause_text="民主测评中综合评价基本称职和不称职比例超过30%的；",
    sentence="基本称职和不称职占有效票的比例超过 30% 的，立案。",
    on="2026-11-23",
    figures=(Figure("exit.low_rating_percent", "测评比例上限", "30%"),),
    facts=(
        Fact("有效票", "100 张", source="2026 年测评", view="cadres:detail", pk=7),
        Fact("来源", "巡察移交", source="巡察台账", is_open=False),
    ),
    nearness="超过界线 1 个百分点。",
)


def drawn(why: Judgement, **more: str) -> str:
    return render_to_string("components/why.html", {"why": why, **more})


def test_a_judgement_is_drawn_with_clause_rule_figures_facts_and_nearness():
    html = drawn(WHOLE)
    for part in (WHOLE.verdict, WHOLE.clause_text, WHOLE.sentence, WHOLE.nearness):
        assert part in html
    assert "#c3.3.3-6" in html
    assert "测评比例上限" in html
    assert "30%</b>" in html
    assert "2026-11-23 执行" in html
    assert "有效票" in html
    assert 'href="/cadres/7/">2026 年测评' in html
    assert "组织部门掌握" in html
    assert "is-yellow" in html


def test_what_does_not_hold_is_green_and_another_tone_can_be_given():
    assert "is-green" in drawn(replace(WHOLE, holds=False))
    assert "is-red" in drawn(WHOLE, tone="red")


def test_what_is_told_has_no_fact_that_is_not_open():
    html = drawn(WHOLE.told())
    assert "巡察" not in html
    assert "组织部门掌握" not in html
    assert "有效票" in html


def test_a_page_that_is_gone_leaves_the_words_without_a_link():
    gone = replace(WHOLE, facts=(Fact("来源", "测评", source="旧表", view="gone:detail", pk=1),))
    html = drawn(gone)
    assert "（旧表）" in html
    assert 'href="/cadres' not in html


def test_nothing_is_drawn_of_parts_that_are_not_there():
    bare = replace(WHOLE, figures=(), facts=(), nearness="")
    html = drawn(bare)
    for label in ("参数", "事实", "距界线"):
        assert label not in html


def test_words_of_a_fact_are_text():
    html = drawn(replace(WHOLE, verdict="<script>alert(1)</script>"))
    assert "<script>" not in html
