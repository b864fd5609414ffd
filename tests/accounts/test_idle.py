"""A session that nobody uses ends, to the second; one that a page merely polls ends as well."""

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from core.accounts.logins import LAST_SEEN

LIMIT = 30 * 60


def left_alone(client, seconds: int):
    """The client, as if its last action had been so many seconds ago."""
    session = client.session
    session[LAST_SEEN] = int(timezone.now().timestamp()) - seconds
    session.save()
    return client


def last_seen_ago(client) -> int:
    """Seconds since the last action that counted."""
    return int(timezone.now().timestamp()) - client.session[LAST_SEEN]


@pytest.mark.parametrize(("seconds", "ends"), [(LIMIT - 2, False), (LIMIT + 1, True)])
def test_thirty_minutes_are_the_limit(world, client_for, seconds, ends):
    client = left_alone(client_for(world.city), seconds)
    answer = client.get("/password/")
    assert (answer.status_code == 302) is ends
    assert ("_auth_user_id" not in client.session) is ends


def test_the_next_page_says_so_and_leads_back(world, client_for, enter, log_of):
    client = left_alone(client_for(world.city), LIMIT + 1)
    answer = client.get("/units/?unit=3")
    assert answer.url == "/login/?next=/units/%3Funit%3D3"
    page = client.get(answer.url).content.decode()
    assert "30 分钟未操作，已自动退出。" in page
    assert 'name="next" value="/units/?unit=3"' in page
    assert log_of("林静文") == [("logout", {"reason": "超时未操作"})]
    assert enter("city", client=client, next="/units/?unit=3").url == "/units/?unit=3"


def test_a_form_that_came_too_late_is_not_said_to_be_saved(world, client_for):
    client = left_alone(client_for(world.city), LIMIT + 1)
    answer = client.post("/password/", {}, headers={"Referer": "http://testserver/password/?a=1"})
    assert answer.url == "/login/?next=/password/%3Fa%3D1"
    [message] = get_messages(answer.wsgi_request)
    assert str(message) == "30 分钟未操作，已自动退出。刚才提交的内容没有保存。"


def test_another_site_is_not_where_he_was(world, client_for):
    client = left_alone(client_for(world.city), LIMIT + 1)
    answer = client.post("/password/", {}, headers={"Referer": "http://elsewhere.example/x"})
    assert answer.url == "/login/?next=/"


def test_a_fragment_sends_the_whole_page_to_the_door(world, client_for):
    client = left_alone(client_for(world.city), LIMIT + 1)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/units/?unit=3"}
    answer = client.get("/units/", headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/login/?next=/units/%3Funit%3D3")


def test_a_program_gets_a_problem_document(world, client_for):
    answer = left_alone(client_for(world.city), LIMIT + 1).get("/api/v1/units/")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert "已自动退出" in answer.json()["detail"]


def test_the_door_itself_opens_at_once(world, client_for):
    answer = left_alone(client_for(world.city), LIMIT + 1).get("/login/")
    assert answer.status_code == 200
    assert "已自动退出" in answer.content.decode()


@pytest.mark.parametrize(("seconds", "written"), [(50, False), (70, True)])
def test_the_session_is_written_at_most_once_a_minute(world, client_for, seconds, written):
    client = left_alone(client_for(world.city), seconds)
    client.get("/password/")
    assert (last_seen_ago(client) < 5) is written


@pytest.mark.parametrize(
    ("path", "headers"), [("/password/", {"X-Poll": "1"}), ("/jobs/1/progress/", {})]
)
def test_looking_on_is_no_action_and_ends_too(world, client_for, path, headers):
    client = left_alone(client_for(world.city), 600)
    client.get(path, headers=headers)
    assert 600 <= last_seen_ago(client) < 605
    left_alone(client, LIMIT + 1).get(path, headers=headers)
    assert "_auth_user_id" not in client.session


def test_health_checks_do_not_read_the_session(world, client_for, django_assert_num_queries):
    client = left_alone(client_for(world.city), 600)
    with django_assert_num_queries(0):
        client.get("/healthz")
