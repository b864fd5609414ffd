"""Codes in a package to the words that forms have, by the bundled code tables (domain §3.3)."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import orjson

GENDER = "GB2261.1_gender"
NATION = "GB3304_nation"
HEALTH = "GB2261.3_health_editor"
POLITICAL = "GB4762_political"
PARTY = "GB4762_political_short_editor"
RELATION = "GB4761_family_relation_editor"
ASSESSMENT = "ZB18_annual_assessment"


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Read as a file: the models of `core.codes` have no place in a format."""
    content = orjson.loads(files("core.codes").joinpath("data/codes.json").read_bytes())
    return {
        table["key"]: {code["code"]: code["name"] for code in table["codes"]}
        for table in content["tables"]
    }


def word(table: str, value: str) -> str:
    """The name of a code; whatever is no code of the table is a word already."""
    return _tables()[table].get(value, value)
