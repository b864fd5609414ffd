"""Requests made up from the OpenAPI document: no fault, and every answer a documented one."""

from contextlib import closing

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from core.api.schema import document_for
from tests.clients.issuing import issue

EXAMPLES = 12  # requests an operation
CONFIG = schemathesis.Config.from_dict({"phases": {"coverage": {"enabled": False}}})
# Refusing a value that only the document forbids is not asked: an empty filter asks nothing.
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _one_connection():
    """The test's transaction outlives its requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(params=["token", "session"])
def interface(request, world, client_for):
    """The document as the caller gets it, over the application itself."""
    if request.param == "token":
        viewer, token = issue(world)
        headers = {"Authorization": f"Bearer {token}"}
    else:
        viewer = world.city
        cookies = client_for(viewer).cookies
        headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items())}
    schema = schemathesis.openapi.from_dict(document_for(viewer), config=CONFIG)
    schema.app = served_whole(WSGIHandler())
    schema.config.headers = headers
    return schema


def served_whole(application):
    """The application as a server runs it: each answer is closed, which the client does not do."""

    def answer(environ, start_response):
        with closing(application(environ, start_response)) as pieces:
            return [b"".join(pieces)]

    return answer


def test_every_answer_is_a_documented_one(interface):
    """Each operation is asked some times over."""
    operations = [found.ok() for found in interface.get_all_operations()]
    assert len(operations) >= 15
    for operation in operations:
        ask(operation)


def ask(operation):
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def asked(case):
        cache.clear()  # no limit of requests
        case.call_and_validate(checks=CHECKS)

    asked()
