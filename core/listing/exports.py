"""Exports: the rows, columns and order of a list, or its ticked rows, as a workbook or CSV."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import orjson
import xlsxwriter
from django.core.files import File
from django.forms import ModelChoiceField
from django.http import QueryDict
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.errors import refuse_if
from core.jobs.models import Job
from core.jobs.progress import Progress
from core.listing.columns import Column, Kind
from core.listing.entity import entity_named
from core.listing.page import Listing
from core.listing.selection import Selection

FORMATS = {"xlsx": "Excel 工作簿", "csv": "CSV 文本"}
# A text that begins like this is run as a formula by spreadsheet programs.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_SHEET_ROWS = 1_048_575


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """The job: `entity`, `format`, `query`, and `all` or the `selected` ids."""
    listing, rows = chosen(job)
    progress.expect(rows.count())
    name = _file_name(listing, job)
    chosen_ids = [] if job.params.get("all", True) else job.params.get("selected", [])
    ticked = f"勾选的 {len(chosen_ids)} 行" if chosen_ids else ""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "result"
        with path.open("wb") as stream:
            count = WRITERS[job.params["format"]](
                listing,
                progress(listing.tuples_of(rows)),
                stream,
                who=str(job.asker),
                ticked=ticked,
            )
        with path.open("rb") as stream:
            job.result.save(name, File(stream), save=False)
    Job.objects.filter(pk=job.pk).update(result=job.result.name)
    record(
        Action.EXPORT,
        actor=job.asker,
        subject=listing.entity.name,
        label=listing.entity.label,
        detail={
            "query": job.params.get("query", ""),
            "columns": [column.name for column in listing.columns],
            "format": job.params["format"],
            "job": job.pk,
            **({"selected": chosen_ids} if chosen_ids else {}),
        },
        rows=count,
    )
    return {"rows": count}


def chosen(job: Job):
    """The listing and the rows of an export, in the scope that the asker has now."""
    entity = entity_named(job.params["entity"])
    data = QueryDict(mutable=True)
    data["query"] = job.params.get("query", "")
    data["all"] = "1" if job.params.get("all", True) else ""
    data.setlist("selected", [str(pk) for pk in job.params.get("selected", [])])
    # Strict: a condition that was taken from the asker since must not widen what he gets.
    people = job.client is None
    selection = Selection(entity, job.asker, data, strict=True, usual_columns=people)
    refuse_if(
        not selection.listing.columns,
        f"没有可以导出的“{entity.label}”字段，授权可能已经变化。请重新提交。",
    )
    return selection.listing, selection.rows()


def _file_name(listing: Listing, job: Job) -> str:
    when = timezone.localtime().strftime("%Y%m%d-%H%M")
    # A name is a part of the file's name, never of its path.
    who = re.sub(r"[^\w\-（）()]+", "_", str(job.asker))
    return f"{listing.entity.label}_{when}_{who}.{job.params['format']}"


def write_xlsx(
    listing: Listing,
    rows: Iterable[tuple[Any, ...]],
    stream: BinaryIO,
    *,
    who: str = "",
    ticked: str = "",
) -> int:
    """A sheet of the rows (constant memory) and a sheet that says who, when and what; row count."""
    book = xlsxwriter.Workbook(
        stream, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    )
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F4", "text_wrap": True})
    body = book.add_format({"border": 1, "valign": "vcenter"})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(listing.entity.label)
    for index, column in enumerate(listing.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.label, head)
    sheet.freeze_panes(1, sum(1 for column in listing.columns if column.pinned))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L导出人：" + who.replace("&", "&&") + "　&D &T&R第 &P 页 共 &N 页")
    count = 0
    for count, (_pk, *values) in enumerate(rows, 1):
        if count > MOST_SHEET_ROWS:
            count -= 1
            break
        for index, (column, value) in enumerate(zip(listing.columns, values, strict=True)):
            _write_cell(sheet, count, index, column, value, body, day)
    if count:
        sheet.autofilter(0, 0, count, len(listing.columns) - 1)
    _write_note(book, listing, who=who, count=count, ticked=ticked)
    book.close()
    return count


def _write_cell(sheet, row: int, index: int, column: Column, value: Any, body, day) -> None:
    if value is None or value == "":
        sheet.write_blank(row, index, None, body)
    elif column.kind == Kind.NUMBER and isinstance(value, int | float):
        sheet.write_number(row, index, value, body)
    elif column.kind == Kind.DATE and column.show is None:
        sheet.write_datetime(row, index, value, day)
    else:
        sheet.write_string(row, index, _plain(column, value), body)


def _write_note(book, listing: Listing, *, who: str, count: int, ticked: str) -> None:
    note = book.add_worksheet("导出说明")
    note.set_column(0, 0, 12)
    note.set_column(1, 1, 80)
    lines = (
        ("列表", listing.entity.label),
        ("导出人", who),
        ("导出时间", timezone.localtime().strftime("%Y-%m-%d %H:%M")),
        ("行数", str(count)),
        ("条件", ticked or "；".join(_conditions(listing)) or "无"),
        ("列", "、".join(column.label for column in listing.columns)),
    )
    for row, (label, text) in enumerate(lines):
        note.write_string(row, 0, label)
        note.write_string(row, 1, text)


def _conditions(listing: Listing) -> Iterator[str]:
    """What was asked, in the words of the filter panel."""
    for bound in listing.form:
        parts = getattr(bound.field.widget, "suffixes", None)
        if parts:
            ends = [listing.params.get(f"{bound.name}_{part}", "") for part in parts]
            text = f"{ends[0]} 至 {ends[1]}".strip() if any(ends) else ""
        else:
            text = listing.params.get(bound.name, "")
            if isinstance(bound.field, ModelChoiceField) and text:
                text = str(bound.field.clean(text))
            elif text and hasattr(bound.field, "choices"):
                text = dict(bound.field.choices).get(text, text)
        if text:
            yield f"{bound.label}：{text}"


def write_csv(
    listing: Listing,
    rows: Iterable[tuple[Any, ...]],
    stream: BinaryIO,
    *,
    who: str = "",
    ticked: str = "",
) -> int:
    """UTF-8 with a byte-order mark, so that Excel and WPS read the hanzi; returns the row count."""
    count = -1
    for count, line in enumerate(csv_lines(listing, rows)):  # noqa: B007 - the header is line 0
        stream.write(line)
    return count


def csv_lines(listing: Listing, rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    """The header and one line per row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.label for column in listing.columns])
    yield ("\ufeff" + buffer.getvalue()).encode()
    for _pk, *values in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(
            _plain(column, value)
            if column.kind == Kind.NUMBER
            else _disarmed(_plain(column, value))
            for column, value in zip(listing.columns, values, strict=True)
        )
        yield buffer.getvalue().encode()


def _plain(column: Column, value: Any) -> str:
    if column.kind == Kind.JSON and column.show is None and value is not None:
        return orjson.dumps(value).decode()
    return column.text(value)


def _disarmed(text: str) -> str:
    """A text that a spreadsheet would run as a formula, made a text."""
    return f"'{text}" if text.startswith(FORMULA) else text


WRITERS = {"xlsx": write_xlsx, "csv": write_csv}
