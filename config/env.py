"""Settings from the environment: where a variable is read, checked and explained.

Standard library only, so that setting up (`ops/`) can use it before anything is installed.
"""

# ruff: noqa: A002 - `help` is the word that argument parsers have taught everybody

import builtins
import os
import re
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from config.bad_setting import BadSetting, unreadable
from config.dotenv import DotenvError, parse
from config.secret_files import kept_secret, secret_in

PROJECT: Final = Path(__file__).resolve().parent.parent
REQUIRED: Final[Any] = type("Required", (), {"__repr__": lambda self: "REQUIRED"})()

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Variable:
    """One variable that somebody asked for, for `.env.example` and the operations guide."""

    name: str
    kind: str
    default: Any
    help: str


class Env:
    """Reads variables from `environ`, after adding those of a file that are not set there.

    The file is `.env` in the project, or the one that QINGLAN_ENV_FILE names (empty: none).
    """

    def __init__(self, environ: MutableMapping[str, str] | None = None) -> None:
        self.environ = os.environ if environ is None else environ
        self.asked: dict[str, Variable] = {}
        self._add_file()

    def text(
        self,
        name: str,
        default: Any = REQUIRED,
        *,
        pattern: str = "",
        shape: str = "",
        help: str = "",
    ) -> Any:
        """A text, wholly of `pattern` if there is one (`shape` says it in words); empty: unset."""

        def fitting(raw: str) -> str:
            if pattern and not re.fullmatch(pattern, raw):
                raise ValueError(f"应为{shape}")
            return raw

        return self._read(name, "text", default, help, fitting)

    def int(
        self,
        name: str,
        default: Any = REQUIRED,
        *,
        help: str = "",
        low: builtins.int = 0,
        high: builtins.int = 2**31 - 1,
    ) -> Any:
        """A whole number from `low` to `high`."""

        def number(raw: str) -> int:
            try:
                value = int(raw)
            except ValueError:
                raise ValueError("应为整数") from None
            if not low <= value <= high:
                raise ValueError(f"应在 {low} 到 {high} 之间")
            return value

        return self._read(name, "int", default, help, number)

    def bool(self, name: str, default: Any = REQUIRED, *, help: str = "") -> Any:
        """Yes or no, written 1/0, true/false, yes/no or on/off."""

        def yes_or_no(raw: str) -> bool:
            if raw.lower() in (*TRUE, *FALSE):
                return raw.lower() in TRUE
            raise ValueError("应为 1 或 0（也可写 true/false、yes/no、on/off）")

        return self._read(name, "bool", default, help, yes_or_no)

    def list(self, name: str, default: Any = REQUIRED, *, help: str = "") -> Any:
        """Texts separated by commas; blanks around them and empty ones are dropped."""

        def parts(raw: str) -> list[str]:
            return [part.strip() for part in raw.split(",") if part.strip()]

        return self._read(name, "list", default, help, parts)

    def choice(self, name: str, default: Any, options: Iterable[str], *, help: str = "") -> Any:
        """One of `options`, exactly as written there."""
        allowed = tuple(options)

        def one_of(raw: str) -> str:
            if raw not in allowed:
                raise ValueError(f"只能是 {'、'.join(allowed)} 之一")
            return raw

        return self._read(name, "choice", default, help, one_of)

    def url(
        self,
        name: str,
        default: Any = REQUIRED,
        *,
        schemes: Iterable[str] = (),
        read: Callable[[str], Any] = str,
        help: str = "",
    ) -> Any:
        """What `read` makes of an address whose scheme is one of `schemes` (any when empty).

        `read` raises ValueError with a reason that does not repeat the address.
        """
        allowed = tuple(schemes)

        def address(raw: str) -> Any:
            try:
                scheme = urlsplit(raw).scheme
            except ValueError:
                scheme = ""
            if not scheme or (allowed and scheme not in allowed):
                starts = "、".join(f"{scheme}://" for scheme in allowed) or "协议名://"
                raise ValueError(f"应为以 {starts} 开头的地址")
            return read(raw)

        return self._read(name, "url", default, help, address, secret=True)

    def secret(
        self, name: str, default: Any = REQUIRED, *, file: Path | None = None, help: str = ""
    ) -> Any:
        """A secret from `name`, from the file `name`_FILE, or kept in `file` (made once, 0600)."""
        self.asked[name] = Variable(name, "secret", file or default, help)
        self.asked[f"{name}_FILE"] = Variable(f"{name}_FILE", "path", None, f"存放 {name} 的文件")
        if value := self.environ.get(name, "").strip():
            return value
        if path := self.environ.get(f"{name}_FILE", "").strip():
            return secret_in(Path(path), f"{name}_FILE")
        if file is not None:
            return kept_secret(file, name)
        return self._read(name, "secret", default, help, str, secret=True)

    def _read(
        self,
        name: str,
        kind: str,
        default: Any,
        help: str,
        convert: Callable[[str], Value],
        *,
        secret: builtins.bool = False,
    ) -> Any:
        self.asked[name] = Variable(name, kind, default, help)
        raw = self.environ.get(name, "").strip()
        if not raw:
            if default is REQUIRED:
                raise BadSetting(
                    f"没有设置环境变量 {name}{f'（{help}）' if help else ''}，而它没有默认值。"
                    "请在环境中或 .env 文件里设置它。"
                )
            return default
        try:
            return convert(raw)
        except ValueError as reason:
            shown = "" if secret else f"“{raw}”"
            raise BadSetting(
                f"环境变量 {name} 的值{shown}不对：{reason}。请在环境中或 .env 文件里改正。"
            ) from None

    def _add_file(self) -> None:
        chosen = self.environ.get("QINGLAN_ENV_FILE")
        if chosen == "":
            return
        file = Path(chosen or PROJECT / ".env")
        if chosen is None and not file.is_file():
            return
        try:
            values = parse(file.read_text(encoding="utf-8"))
        except (DotenvError, UnicodeDecodeError, OSError) as reason:
            raise BadSetting(
                f"读不了 {file}：{unreadable(reason)}。请改正这个文件，或者删除它。"
            ) from None
        for name, value in values.items():
            self.environ.setdefault(name, value)
