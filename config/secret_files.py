"""Secrets that are kept in files: one that somebody else wrote, or one of our own making."""

import os
import secrets
from pathlib import Path

from config.bad_setting import BadSetting, unreadable
from core.embedded.reasons import why


def secret_in(path: Path, name: str) -> str:
    """What the file `path`, which the variable `name` names, holds."""
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as reason:
        raise BadSetting(
            f"读不了环境变量 {name} 所指的文件 {path}：{unreadable(reason)}。请改正路径或权限。"
        ) from None
    if not value:
        raise BadSetting(f"环境变量 {name} 所指的文件 {path} 是空的。请写入内容。")
    return value


def kept_secret(file: Path, name: str) -> str:
    """What `file` holds, written when missing; two processes starting at once get the same."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64), encoding="utf-8")
            try:
                os.link(draft, file)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
    except OSError as reason:
        raise BadSetting(
            f"没有设置环境变量 {name}，也写不了 {file}：{why(reason)}。"
            f"请设置 {name}，或者让这个文件夹可写。"
        ) from None
    return secret_in(file, name)
