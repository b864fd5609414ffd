"""`make reset`: delete everything that this copy keeps, after asking."""

import os
import shutil
import sys

from core.embedded import places as embedded
from ops import places
from ops.say import SetupError, note
from ops.stop import stop_copy
from ops.variable_folder import is_ours

PARTS = ("test", "bench")  # servers of their own, see `test.py` and `bench.py`


def reset(arguments: list[str]) -> int:
    """Stop, ask unless `--yes`, delete."""
    var = places.use_var()
    if not var.exists():
        note(f"{var} 不存在，没有什么要删除。")
        return 0
    if not is_ours(var):
        raise SetupError(f"{var} 里有不是青蓝建立的内容，不敢清空。请自己核对后删除。")
    if "--yes" not in arguments and not _confirmed(f"将删除 {var} 里的全部数据，不能恢复。"):
        note("没有删除任何东西。")
        return 0
    stop_copy(var)
    for part in (var / "test", var / "bench", var):
        os.environ["QINGLAN_VAR"] = str(part)
        shutil.rmtree(embedded.postgres_home(), ignore_errors=True)
    shutil.rmtree(var)
    note(f"已删除 {var}。下次 make run 重新建立。")
    return 0


def _confirmed(warning: str) -> bool:
    if not sys.stdin.isatty():
        raise SetupError("make reset 要人确认。在脚本里请用 make reset YES=1。")
    return input(f"{warning}输入 yes 继续：").strip() == "yes"
