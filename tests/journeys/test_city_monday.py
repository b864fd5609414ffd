"""The city officer's Monday morning: from the log-in to an inbox with nothing unread."""

import pytest

from core.demo.accounts import PASSWORD
from tests.journeys.walking import Walk

pytestmark = pytest.mark.browser


def test_she_logs_in_and_sees_what_waits(open_window, walk: Walk):
    window = open_window()
    window.go("/login/")
    with walk.step("登录，看首页", window):
        window.log_in("city", PASSWORD)
        window.sees("待办")
