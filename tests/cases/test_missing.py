"""A figure that nobody has set: its rule says so, the others go on, and nothing is half done."""

import pytest

from assessments.cases.jobs import sweep as nightly
from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from cadres.people.following import facts_changed
from core.errors import DomainError
from core.jobs.models import Job, JobProblem
from core.jobs.progress import Progress
from policy.parameters.models import ParameterValue
from tests.cases.making import events, finding, rated
from tests.world import World
from tests.world_people import TODAY


def unset(key: str) -> None:
    """As in a system in which nobody filled it in."""
    ParameterValue.objects.filter(parameter__key=key).delete()


def test_the_other_rules_go_on_and_a_verb_is_not_stopped(world: World):
    unset("exit.low_rating_percent")
    low, found = rated(world, "周雨晴", 100), finding(world, "周雨晴")
    told = []
    assert sweep(on=TODAY, told=lambda rule, fault: told.append((rule.name, fault))) == 1
    assert events() == [f"finding:{found.pk}"]
    ((name, fault),) = told
    assert name == "exit.rating" and "参数“测评比例上限”" in fault
    facts_changed([low.cadre_id], on=TODAY)


def test_the_nightly_run_says_which_rule_could_not_be_asked(world: World):
    unset("exit.low_rating_percent")
    finding(world, "周雨晴")
    job = Job.objects.create(kind="assessments.cases.sweep", label="对照七种情形立案")
    with pytest.raises(DomainError, match="“测评比例超限”没有对照，原因见下。新立案 1 件。"):
        nightly(job, Progress(job))
    assert RosterCase.objects.count() == 1
    assert JobProblem.objects.filter(job=job).exists()


def test_without_the_days_of_a_case_none_is_opened(world: World):
    unset("exit.opinion_days")
    finding(world, "周雨晴")
    told = []
    assert sweep(on=TODAY, told=lambda rule, fault: told.append(fault)) == 0
    assert "单位意见期限" in told[0]
