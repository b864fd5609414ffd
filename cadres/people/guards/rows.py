"""The refusal of rows that are edited together: each sentence at its row and field."""

from collections import defaultdict

from core.errors import Invalid


class RowsRefused(Invalid):
    """`rows` maps the place of a row, from 0, to sentences by field; `str` names the row too."""

    def __init__(self, rows: dict[int, dict[str, str]]) -> None:
        self.rows = rows
        super().__init__(
            {
                f"{place}-{field}": [f"第 {place + 1} 行：{sentence}"]
                for place, fields in sorted(rows.items())
                for field, sentence in fields.items()
            }
        )


class RowFaults:
    """Sentences gathered row by row; the first of a field stays."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, str]] = defaultdict(dict)

    def add(self, place: int, field: str, sentence: str) -> None:
        """One sentence at a field of a row."""
        self.rows[place].setdefault(field, sentence)

    def has(self, place: int) -> bool:
        """Whether something is wrong with the row already."""
        return place in self.rows

    def refuse(self) -> None:
        """Raises RowsRefused if anything was found."""
        if self.rows:
            raise RowsRefused(dict(self.rows))
