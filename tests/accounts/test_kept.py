"""What came after the time-out is kept for the same person, in the same browser, and sealed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.accounts.kept import KEPT
from core.accounts.sessions import LoginSession
from tests.accounts.test_idle import LIMIT, left_alone

WORDS = "科技局今年新入库两人，\n其中一人在乡镇挂职。"
BUTTON = "重新提交"


@pytest.fixture
def page(world):
    """A form with words."""
    return reverse("units:rename", args=[world.county.unit_id])


def late(client, page, data, **asked):
    """Submitted when the time-out has passed."""
    headers = {"Referer": f"http://testserver{page}"}
    return left_alone(client, LIMIT + 1).post(page, data, headers=headers, **asked)


def test_words_are_submitted_again_after_logging_in(world, client_for, enter, page):
    client = client_for(world.city)
    answer = late(client, page, {"reason": WORDS, "name": "", "csrfmiddlewaretoken": "x"})
    assert "登录后可以重新提交。" in client.get(answer.url).content.decode()
    [row] = LoginSession.objects.all()
    assert "科技局" not in str(row.get_decoded())

    enter("city", client=client, next=page)
    assert BUTTON not in client.get("/").content.decode(), "on its own page alone"
    shown = client.get(page).content.decode()
    assert BUTTON in shown
    assert f'name="reason" value="{WORDS}"' in shown
    assert 'value="x"' not in shown

    assert client.post(page, {"reason": WORDS, "name": ""}).status_code == 400
    assert BUTTON in client.get(page).content.decode(), "a refusal takes nothing away"


def test_it_is_gone_once_it_was_taken(world, client_for, enter):
    client, page = client_for(world.city), reverse("notices:preferences")
    late(client, page, {"digest": "1"})
    enter("city", client=client, next=page)
    assert KEPT in client.session
    assert client.post(page, {"digest": "1"}).status_code < 400
    assert KEPT not in client.session


def test_somebody_else_does_not_find_it(world, client_for, enter, page):
    client = client_for(world.city)
    late(client, page, {"reason": WORDS})
    enter("secadmin", client=client, next="/")
    client.get("/")
    client.get(page)
    client.post(reverse("logout"))
    enter("city", client=client, next=page)
    assert BUTTON not in client.get(page).content.decode()


@pytest.mark.parametrize("name", ["password", "otp", "old", "new", "again"])
def test_secrets_are_not_kept(world, client_for, page, name):
    client = client_for(world.city)
    answer = late(client, page, {"reason": WORDS, name: "secret"})
    assert KEPT not in client.session
    assert "刚才提交的内容没有保存。" in client.get(answer.url).content.decode()


def test_files_and_endless_texts_are_not_kept(world, client_for, page):
    client = client_for(world.city)
    late(client, page, {"reason": WORDS, "file": SimpleUploadedFile("a.txt", b"a")})
    assert KEPT not in client.session
    client = client_for(world.city)
    late(client, page, {"reason": "长" * 1_000_000})
    assert KEPT not in client.session
