"""Every rule, by theme, in the order of the form; a code is kept for good once it was given."""

from typing import Final

from cadres.checks.rule import Rule
from cadres.checks.rules import id_number, identity, origin

RULES: Final[tuple[Rule, ...]] = (
    *identity.RULES,
    *id_number.RULES,
    *origin.RULES,
)
BY_CODE: Final = {rule.code: rule for rule in RULES}
