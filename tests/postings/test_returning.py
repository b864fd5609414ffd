"""Who is soon back by the figure in force: the city's, a stricter county's, that of a day."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from policy.parameters.models import Parameter, ParameterValue
from rotation.postings.returning import KEY
from tests.person.making import away

TODAY = timezone.localdate()
BEGAN = date(2026, 1, 1)


def figure(days: int, since: date, unit=None) -> None:
    of = Parameter.objects.get(key=KEY)
    ParameterValue.objects.filter(parameter=of, unit=unit, until=None).update(until=since)
    ParameterValue.objects.create(parameter=of, unit=unit, value=days, since=since)


def soon(client, **asked) -> tuple[int, str]:
    """How many the tab has, and what it is called."""
    answer = client.get(reverse("postings:list"), {"standing": "soon"} | asked)
    (tab,) = [one for one in answer.context["tabs"] if one["current"]]
    assert str(answer.context["count"]) == tab["count"]
    return answer.context["count"], tab["label"]


def test_the_figure_in_force_decides(world, client_for):
    of_bureau = away(world, "周雨晴", "马渡镇", BEGAN, TODAY + timedelta(days=91))
    away(world, "赵文博", "市科技局", BEGAN, TODAY + timedelta(days=91))  # sent by the county
    city = client_for(world.city)
    assert soon(city) == (0, "90 天内返回")
    figure(91, TODAY, world.named["青川县"])
    assert soon(city) == (1, "90 天内返回")
    figure(100, TODAY)
    assert soon(city) == (2, "100 天内返回")
    page = city.get(reverse("postings:detail", args=[of_bureau.pk])).content.decode()
    assert "还有 91 天期满" in page
    assert "100 天内返回" in city.get(reverse("home")).content.decode()
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert soon(city, as_of=yesterday) == (0, "90 天内返回")
    # Before anybody set it.
    assert city.get(reverse("postings:list"), {"as_of": "2010-01-01"}).status_code == 200
