"""How reading a setting ends when it cannot go on."""

from core.embedded.reasons import why


class BadSetting(SystemExit):
    """A variable that cannot be used; ends the program with one Chinese sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"配置有误：{sentence}")


def unreadable(reason: Exception) -> str:
    """Why a file of settings could not be read."""
    if isinstance(reason, OSError):
        return why(reason)
    return "不是 UTF-8 文字" if isinstance(reason, UnicodeDecodeError) else str(reason)
