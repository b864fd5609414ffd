"""The vocabularies that this version of the application brings along, read and checked."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from core.codes.models import Code, CodeTable
from core.errors import DomainError

BUNDLED = Path(__file__).parent / "data" / "codes.json"
MEMBERS = {"key": CodeTable, "label": CodeTable, "standard": CodeTable, "code": Code, "name": Code}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One code of one table; `extra` holds whatever else the file says about it."""

    table: str
    code: str
    name: str
    position: int
    extra: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A state of all tables: `tables` is (key, label, standard), `digest` the content's hash."""

    note: str
    digest: str
    tables: tuple[tuple[str, str, str], ...]
    meanings: tuple[Meaning, ...]


def read(path: Path = BUNDLED) -> DataFile:
    """The file's content; raises DomainError naming place, value and reason of what is wrong."""
    try:
        content = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as reason:
        raise DomainError(
            f"代码表文件 {path.name} 读不出来：{reason}。请换上完整的文件。"
        ) from reason
    if not isinstance(content, dict) or not isinstance(content.get("tables"), list):
        raise DomainError(f"代码表文件 {path.name} 缺少 tables 列表，请换上完整的文件。")
    tables = tuple(_tables(content["tables"]))
    meanings = tuple(_meanings(content["tables"]))
    _refuse_twice([key for key, _, _ in tables], "表名")
    _refuse_twice([f"{meaning.table}/{meaning.code}" for meaning in meanings], "代码")
    digest = hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return DataFile(str(content.get("note", ""))[:200], digest, tables, meanings)


@lru_cache(maxsize=1)
def table_labels() -> Mapping[str, str]:
    """Key to label of every bundled table, for filters and lists, without a statement."""
    return {key: label for key, label, _ in read().tables}


def _tables(tables: list[Any]) -> Iterator[tuple[str, str, str]]:
    for number, table in enumerate(tables, 1):
        place = f"第 {number} 张表"
        if not isinstance(table, dict) or not isinstance(table.get("codes"), list):
            raise DomainError(f"代码表文件{place}缺少 codes 列表。")
        yield (
            _text(table, "key", place),
            _text(table, "label", place),
            _text(table, "standard", place, may_be_empty=True),
        )


def _meanings(tables: list[dict[str, Any]]) -> Iterator[Meaning]:
    for table in tables:
        for position, row in enumerate(table["codes"], 1):
            place = f"表“{table['key']}”第 {position} 个代码"
            if not isinstance(row, dict):
                raise DomainError(f"代码表文件{place}不是一组名称和值。")
            extra = {name: value for name, value in row.items() if name not in ("code", "name")}
            code, name = _text(row, "code", place), _text(row, "name", place)
            yield Meaning(table["key"], code, name, position, extra)


def _text(row: dict[str, Any], member: str, place: str, *, may_be_empty: bool = False) -> str:
    value = row.get(member, "" if may_be_empty else None)
    longest = MEMBERS[member]._meta.get_field(member).max_length
    if not isinstance(value, str) or len(value) > longest or not (value or may_be_empty):
        raise DomainError(
            f"代码表文件{place}的 {member} 为 {value!r}，应为 1 到 {longest} 个字的文本。"
        )
    return value


def _refuse_twice(names: list[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DomainError(f"代码表文件中{what}“{name}”出现了两次，请去掉多余的。")
        seen.add(name)
