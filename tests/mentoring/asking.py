"""The days of the pages of mentoring, and what they say."""

from datetime import date

from django.utils import timezone

TODAY = timezone.localdate()
ENTERED = date(2026, 4, 1)


def text_of(response) -> str:
    assert response.status_code == 200, response.content
    return response.content.decode()
