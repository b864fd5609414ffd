"""The words of a report as the figures tell them, part by part; people write on from there.

Every figure stands as its placeholder, 〔在库人数〕, so the words stay true when the figure is
gathered anew. What did not happen is said plainly or left out; nothing is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reporting.drafting.management import management
from reporting.drafting.opinions import opinions
from reporting.drafting.overview import overview
from reporting.drafting.plan import plan
from reporting.drafting.problems import problems
from reporting.drafting.saying import Year
from reporting.drafting.training import training
from reporting.drafting.use import use
from reporting.gathering.content import Content

# By the number of the part (reporting.annual.choices.Part, which stands above this package).
PARTS: Mapping[int, Callable[[Year], str]] = {
    1: overview,
    2: training,
    3: use,
    4: management,
    5: problems,
    6: plan,
    7: opinions,
}


def draft(content: Content, *, is_county: bool, before: Content | None = None) -> dict[int, str]:
    """All seven parts by their numbers, in lines; "" where the figures give nothing to say.

    `before` is what was filed a year ago: what was then stands beside some of the figures.
    """
    year = Year(content, is_county, before)
    return {part: say(year) for part, say in PARTS.items()}
