"""Whether the servers keep what they are given."""

import os

from core.embedded import places
from core.embedded.errors import ServerError

MARK = "throw-away"


def settle() -> None:
    """Mark a new `var` as thrown away, and refuse to throw away one that was meant to last."""
    var = places.var_dir()
    mark = var / MARK
    if not places.throw_away():
        mark.unlink(missing_ok=True)
    elif not mark.exists():
        if any(os.path.lexists(var / kept) for kept in ("postgres", "redis")):
            raise ServerError(
                f"{var} 里有要保留的数据，不能以 QINGLAN_THROWAWAY=1 启动（那样会清空它）。"
                "请用 QINGLAN_VAR 另指一个文件夹。"
            )
        mark.touch()
