"""Refusals of the domain: each is one sentence for the user, and an HTTP status for the surface."""


class DomainError(Exception):
    """A verb was refused; `str(error)` is a complete Chinese sentence."""

    status = 409
    title = "操作被拒绝"


class NotAllowed(DomainError):
    """The actor may see the record but not do this to it."""

    status = 403
    title = "没有权限"


class Stale(DomainError):
    """Somebody else changed the record since the form was opened."""

    title = "内容已被他人修改"


class Invalid(DomainError):
    """Input that a form or query refuses; `fields` maps a field to its sentences."""

    status = 400
    title = "填写有误"

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self.fields = fields
        super().__init__("；".join(text for texts in fields.values() for text in texts))


class NotReady(DomainError):
    """A thing exists but cannot be had yet (a result of a job that still runs)."""

    title = "尚未就绪"


def refuse_if(condition: object, sentence: str, error: type[DomainError] = DomainError) -> None:
    """Raise `error(sentence)` when the condition holds: a guard that reads as one line."""
    if condition:
        raise error(sentence)
