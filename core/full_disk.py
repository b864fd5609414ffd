"""A disk that is full, whoever noticed it: what it is known by, and what people are told."""

from errno import EDQUOT, EFBIG, ENOSPC
from typing import Final

# The last is what a process is told whose files may not grow any more (RLIMIT_FSIZE).
ERRORS: Final = (ENOSPC, EDQUOT, EFBIG)
OF_POSTGRES: Final = "53100"

TITLE: Final = "磁盘空间不足"
OF_REQUEST: Final = "服务器的磁盘空间不足，刚才提交的内容没有保存。请系统管理员清理磁盘后再提交。"
OF_JOB: Final = "服务器的磁盘空间不足，没有完成。请系统管理员清理磁盘，然后重新运行。"


def is_full(error: BaseException | None) -> bool:
    """Whether that is what an error comes from, however often it was raised anew."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in ERRORS:
            return True
        if getattr(error, "pgcode", None) == OF_POSTGRES:
            return True
        error = error.__cause__ or error.__context__
    return False
