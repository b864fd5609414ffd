"""The table of a run: what misses has its reason, what broke off is told."""

from bench import reasons
from bench.report import Row, Section, document


def row(what: str, ratio: float) -> Row:
    """A row that may take one times its reference."""
    return Row(what, "ours", "reference", ratio, 1)


def test_what_misses_has_the_reason_that_fits_it_best() -> None:
    rows = [row("city: dashboard, kept", 0.4), row("city: dashboard, counted anew", 3)]
    told = reasons.told([*rows, row("unheard of", 2)])
    assert "kept (" not in told
    assert (
        f"**city: dashboard, counted anew** (3.00 ×): {reasons.REASONS['city: dashboard']}" in told
    )
    assert f"**unheard of** (2.00 ×): {reasons.UNKNOWN}" in told
    assert reasons.told(rows[:1]) == ""


def test_a_document_counts_what_holds_and_tells_what_broke_off(db) -> None:
    sections = [Section("one", "What one is.", [row("a", 1), row("b", 1.01)])]
    sections.append(Section("two", "What two is.", [], "OSError: no room"))
    text = document(sections, seconds=3, pace="calm", why="")
    assert "1 of 2 targets hold." in text
    assert "| b | ours | reference | 1.01 × | ≤ 1 × | **no** |" in text
    assert text.endswith("## two\n\nWhat two is.\n\n\nBroke off: OSError: no room\n")
