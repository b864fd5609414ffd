"""`openapi.json`: the REST interface with every column, as nobody in particular would read it."""

import orjson
from drf_spectacular.generators import SchemaGenerator


def document() -> str:
    """The OpenAPI document; readers of `/api/schema/` get the part that they may know."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return orjson.dumps(schema, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
