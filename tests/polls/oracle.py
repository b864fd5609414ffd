"""The count once more, from the ballots as they were cast: slow, plain, and of other code.

Nothing of `assessments.polls` is used but the enumerations' values, written out.
"""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 50
GRADES, LEVELS, FITS = "12340", "1234", "yn0"
ASPECTS = ("politics", "results", "style", "integrity", "shortcomings")


def merged(turnout, least):
    """`[(categories, weight)]` from `{category: (weight, returned)}`."""
    parts = [[{name}, weight, came] for name, (weight, came) in turnout.items() if came]
    while len(parts) > 1:
        parts.sort(key=lambda part: (part[2], sorted(part[0])))
        if parts[0][2] >= least:
            break
        small, following = parts[0], parts[1]
        parts[:2] = [[small[0] | following[0], small[1] + following[1], small[2] + following[2]]]
    return sorted((sorted(names), weight) for names, weight, _came in parts)


def cell(opinions, abstain_counts):
    """What one group says of one person: opinions are `(overall, aspects, fit)`."""
    valid = [one for one in opinions if one[0] in GRADES]
    grades = Counter(one[0] for one in valid)
    fits = Counter(one[2] for one in valid)
    aspects = {
        name: {level: sum(one[1][place] == level for one in valid) for level in LEVELS}
        for place, name in enumerate(ASPECTS)
    }
    of_fit = sum(fits[mark] for mark in FITS)
    return {
        "returned": len(opinions),
        "valid": len(valid),
        "invalid": len(opinions) - len(valid),
        "overall": {grade: grades[grade] for grade in GRADES},
        "aspects": aspects,
        "fit": {mark: fits[mark] for mark in FITS},
        "base": {
            "overall": len(valid) if abstain_counts else len(valid) - grades["0"],
            "aspects": {name: sum(marks.values()) for name, marks in aspects.items()},
            "fit": of_fit if abstain_counts else of_fit - fits["0"],
        },
    }


def mean(parts):
    """Rates of groups by weight, half up: parts are `(weight, votes, base)`."""
    parts = [part for part in parts if part[2]]
    if not parts:
        return None
    whole = sum(Decimal(weight) for weight, _votes, _base in parts)
    total = sum(Decimal(weight) * votes * 100 / base for weight, votes, base in parts) / whole
    return str(total.quantize(Decimal("0.01"), ROUND_HALF_UP))


def person(by_category, groups, least, abstain_counts):
    """`(groups, total, weighted)` of a person from `{category: opinions}`."""
    cells = [
        cell([one for name in names for one in by_category.get(name, [])], abstain_counts)
        for names, _weight in groups
    ]
    total = cell([one for opinions in by_category.values() for one in opinions], abstain_counts)
    few = [{"group": number, "too_few": True} for number in range(1, len(groups) + 1)]
    if total["valid"] < least:
        return few, {"too_few": True}, None
    if any(one["valid"] < least for one in cells):
        return few, total, None
    weights = [weight for _names, weight in groups]

    def rates(marks, path):
        found = {}
        for mark in marks:
            rows = []
            for weight, one in zip(weights, cells, strict=True):
                votes, base = path(one)
                rows.append((weight, votes[mark], base))
            found[mark] = mean(rows)
        return found

    weighted = {
        "overall": rates(GRADES, lambda one: (one["overall"], one["base"]["overall"])),
        "aspects": {
            name: rates(LEVELS, lambda one, n=name: (one["aspects"][n], one["base"]["aspects"][n]))
            for name in ASPECTS
        },
        "fit": rates(FITS, lambda one: (one["fit"], one["base"]["fit"])),
    }
    return [{"group": at} | one for at, one in enumerate(cells, start=1)], total, weighted
