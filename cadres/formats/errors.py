"""What a reader refuses."""

from core.errors import DomainError


class UnreadableFile(DomainError):
    """A file that is not what it should be; the sentence says what is wrong and what to do.

    It does not name the file: whoever opened it knows the name.
    """

    status = 400
    title = "文件无法读取"
