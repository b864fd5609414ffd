"""Who opens the page, and what it shows of what is left to do."""

import pytest

from reporting.annual.models import AnnualReport
from tests.annual_editing.making import fields, opened, page, text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("secretary", 200),
        ("clerk", 200),
        ("city", 403),
        ("county", 404),
        ("cadre", 404),
        ("auditor", 404),
        ("sysadmin", 404),
        ("nobody", 404),
    ],
)
def test_the_units_own_people_write_it(world, client_for, who, status):
    report = opened(world)
    assert client_for(getattr(world, who)).get(page(report)).status_code == status
    posted = client_for(getattr(world, who)).post(page(report), {"do": "save"})
    assert posted.status_code == (302 if status == 200 else status)


def test_the_page_says_what_is_left(world, client_for):
    report = opened(world)
    answer = client_for(world.secretary).get(page(report))
    said = text(answer)
    assert "还差 2 人" in said and "还没有保留资格初步意见" in said
    assert 'id="file" aria-describedby="why-not" disabled' in answer.content.decode()
    assert "项办好才能上报" in said
    for anchor in ("part-1", "part-7", "opinions", "proposals", "head", "tables", "checks"):
        assert f'id="{anchor}"' in answer.content.decode()


def test_nothing_is_written_by_saving_an_untouched_page(world, client_for):
    report = opened(world)
    client = client_for(world.secretary)
    before = list(report.passages.values_list("version", "text"))
    answer = client.post(page(report), fields(client.get(page(report)).content.decode()))
    assert answer.status_code == 302
    assert list(report.passages.values_list("version", "text")) == before
    assert AnnualReport.objects.get(pk=report.pk).version == report.version
