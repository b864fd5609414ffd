"""Whatever a caller sends, the answer is a list or a sentence: never a fault of ours."""

from urllib.parse import urlencode

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.codes.entities import CODES
from core.jobs.entities import JOBS
from core.units.entities import UNITS

CONTROLS = ["columns", "order", "format", "size", "cursor", "count", "view"]
ENDS = ["", "_min", "_max", "_after", "_before"]
ENTITIES = {entity.name: entity for entity in (UNITS, CODES, JOBS)}
VALUES = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.sampled_from(["true", "\x00", "1e999", "-0", "%", "ndjson", "csv", "-name", "9" * 400]),
)
FUZZ = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def queries(draw):
    """An entity and parameters, most of which it has."""
    entity = draw(st.sampled_from(sorted(ENTITIES)))
    names = [column.name for column in ENTITIES[entity].columns]
    known = st.builds(str.__add__, st.sampled_from(names), st.sampled_from(ENDS))
    name = st.one_of(known, st.sampled_from(CONTROLS), st.text(max_size=8))
    return entity, draw(st.lists(st.tuples(name, VALUES), max_size=3))


@FUZZ
@given(asked=queries())
def test_queries(program, asked):
    entity, params = asked
    response = program.get(f"/api/v1/{entity}/?{urlencode(params, errors='replace')}")
    assert response.status_code in (200, 400, 429)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
FIELDS = st.sampled_from(["entity", "format", "query", "columns", "kind"])


@FUZZ
@given(body=st.dictionaries(FIELDS, JSON))
def test_bodies(program, body):
    body = {"kind": "core.export", "entity": "units", "format": "csv"} | body
    data = orjson.dumps(body)
    response = program.post("/api/v1/jobs/", data, content_type="application/json")
    assert response.status_code in (202, 400, 429)
