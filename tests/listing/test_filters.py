"""The set of filters: of what was asked alone, shared by all who ask it, bounded for each."""

from datetime import UTC, datetime

import django_filters
import pytest
from django.http import QueryDict

from core.accounts.entities import ACCOUNTS
from core.accounts.models import User
from core.api.description import column_parameters
from core.errors import Invalid
from core.jobs.entities import JOBS
from core.jobs.models import Job
from core.listing.entity import all_entities
from core.listing.filters import filters_of
from core.listing.page import Listing
from core.units.entities import UNITS
from tests.listing.aged import AGED

INTEGERS = (-(2**31), 2**31 - 1)  # what the column's type can hold


def test_every_parameter_is_a_filter_of_the_library(world):
    for entity in all_entities():
        for column in entity.columns:
            named = filters_of(column)
            assert tuple(name for name, _ in named) == column.parameters, column
            assert all(isinstance(found, django_filters.Filter) for _, found in named), column


def test_what_is_not_asked_costs_no_filter(listed):
    listing = listed("age_min=3&kind=county&kind=&level=&name=&order=age")
    assert set(listing.filters.filters) == {"age_min", "kind"}
    assert isinstance(listing.filters, django_filters.FilterSet)
    assert type(listing.filters) is type(listed("kind=township&age_min=40").filters)
    assert type(listing.filters) is not type(listed("age_min=3").filters)


def test_who_asks_the_same_question_is_bounded_by_his_own_scope(world):
    """The class is shared, the units to choose from are not, whoever came first."""
    elsewhere = world.named["市交通运输局"]
    params = QueryDict(f"unit={elsewhere.pk}")
    for _ in range(2):
        ours = Listing(UNITS, world.city, params, strict=True)
        assert {values[1] for values in ours.page.tuples} >= {"市交通运输局"}
        theirs = Listing(UNITS, world.county, params, strict=True)
        assert type(theirs.filters) is type(ours.filters)
        with pytest.raises(Invalid) as refusal:
            _ = theirs.rows
        assert refusal.value.fields == {"unit": ["没有这个单位，或者它不在您的范围内。"]}


@pytest.mark.parametrize("query", ["state=", "state=abolished&state=", "state=&state="])
def test_a_condition_left_empty_has_its_default(names, query):
    assert "青川县" not in names(f"{query}&size=200")


@pytest.mark.parametrize("value", [*INTEGERS, 0])
def test_a_number_is_what_a_column_can_hold(listed, value):
    listing = listed(f"secret_min={value}", strict=True)
    assert listing.rows.count() == listing.rows.filter(principal_quota__gte=value).count()


@pytest.mark.parametrize(
    "text", [str(INTEGERS[0] - 1), str(INTEGERS[1] + 1), "9" * 60, "9" * 5000, "1e9", "1.5", "\x00"]
)
def test_any_other_is_refused_in_one_sentence(listed, text):
    params = QueryDict(mutable=True)
    params["secret_max"] = text
    listing = listed(params.urlencode(), strict=True)
    with pytest.raises(Invalid) as refusal:
        _ = listing.rows
    assert [len(sentences) for sentences in refusal.value.fields.values()] == [1]
    assert list(refusal.value.fields) == ["secret_max"]


def test_a_day_of_moments_is_the_whole_day_of_the_city(world):
    """Midnight of Beijing is 16:00 UTC of the day before."""
    jobs = [
        Job.objects.create(kind="listing.export", requested_by=world.city, params={})
        for _ in range(4)
    ]
    moments = [
        datetime(2026, 6, 29, 15, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 6, 29, 16, 0, tzinfo=UTC),
        datetime(2026, 6, 30, 15, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 6, 30, 16, 0, tzinfo=UTC),
    ]
    for job, moment in zip(jobs, moments, strict=True):
        Job.objects.filter(pk=job.pk).update(created_at=moment)
    name = next(c.name for c in JOBS.columns if c.path == "created_at")
    params = QueryDict(f"{name}_after=2026-06-30&{name}_before=2026-06-30")
    found = Listing(JOBS, world.city, params, strict=True).rows
    assert set(found.values_list("pk", flat=True)) == {jobs[1].pk, jobs[2].pk}


@pytest.mark.parametrize("name", ["age", "secret"])
def test_the_bounds_of_the_document_are_those_that_are_kept(listed, name):
    for parameter in column_parameters(AGED.column(name)):
        schema, asked = parameter["schema"], parameter["name"]
        for bound, beyond in (("minimum", -1), ("maximum", 1)):
            assert listed(f"{asked}={schema[bound]}", strict=True).filters.is_valid()
            assert not listed(f"{asked}={schema[bound] + beyond}", strict=True).filters.is_valid()


@pytest.mark.parametrize(("text", "is_active"), [("true", True), ("false", False)])
def test_no_is_an_answer_too(world, text, is_active):
    User.objects.filter(pk=world.clerk.pk).update(is_active=False)
    expected = set(User.objects.filter(is_active=is_active).values_list("pk", flat=True))
    listing = Listing(ACCOUNTS, world.sysadmin, QueryDict(f"is_active={text}"), strict=True)
    assert set(listing.rows.values_list("pk", flat=True)) == expected


@pytest.mark.parametrize("text", ["True", "1", "null", "maybe"])
def test_what_is_neither_yes_nor_no_is_refused(world, text):
    listing = Listing(ACCOUNTS, world.sysadmin, QueryDict(f"is_active={text}"), strict=True)
    with pytest.raises(Invalid) as refusal:
        _ = listing.rows
    assert refusal.value.fields == {"is_active": [f"“{text}”不在可选的范围内，请重选或填代码。"]}
