"""The window itself: what the other tests rely on is noticed."""

import pytest

pytestmark = pytest.mark.browser

NO_BREAKS = "document.body.style.whiteSpace = 'nowrap'"
FAULTS = {
    "an error in the console": ("console.error('出错')", "出错"),
    "an exception": ("setTimeout(() => { throw new Error('出错') })", "出错"),
    "a style that the policy refuses": (
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">红</p>')",
        "policy",
    ),
    "a missing file": ("const it = new Image(); it.src = '/none.png'", "404"),
    "a page that is too wide": (f"{NO_BREAKS}; document.body.append('宽'.repeat(200))", "wider"),
}


@pytest.mark.parametrize("script, words", FAULTS.values(), ids=FAULTS)
def test_a_window_notices(open_window, script, words):
    window = open_window()
    window.go("/login/")
    window.page.evaluate(f"() => {{ {script} }}")
    window.page.wait_for_timeout(200)
    with pytest.raises(AssertionError, match=words):
        window.look()
    window.faults.clear()


def test_a_close_look_says_what_bars_whom_and_how_it_is_mended(open_window):
    window = open_window()
    window.go("/login/")
    small = "<button class='btn p-0'>删</button>"
    window.page.evaluate(f"document.querySelector('main').innerHTML += `{small * 2}<input>`")
    window.look_closely()
    found, window.faults[:] = "\n".join(window.faults), []
    assert "/login/, 390 wide: label (" in found
    assert "<input>" in found
    assert "aria-label" in found
