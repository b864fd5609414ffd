"""Every rule, by theme, in the order of the form; a code is kept for good once it was given."""

from typing import Final

from cadres.checks.rule import Rule
from cadres.checks.rules import (
    conduct,
    education,
    family,
    family_lines,
    form,
    id_number,
    identity,
    origin,
    party,
    post,
    post_since,
    resume,
    resume_lines,
    roster,
    work,
)

RULES: Final[tuple[Rule, ...]] = (
    *identity.RULES,
    *id_number.RULES,
    *origin.RULES,
    *party.RULES,
    *work.RULES,
    *education.RULES,
    *post.RULES,
    *post_since.RULES,
    *resume.RULES,
    *resume_lines.RULES,
    *family.RULES,
    *family_lines.RULES,
    *conduct.RULES,
    *roster.RULES,
    *form.RULES,
)
BY_CODE: Final = {rule.code: rule for rule in RULES}
