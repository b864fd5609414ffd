"""What a voter is told when his ballot is not taken; each is told apart by the page of ballots."""

from core.errors import DomainError


class NoSuchCode(DomainError):
    """No slip has this code: mistyped, or made up. What the page slows down and locks."""

    status = 404
    title = "测评码不对"


class CodeUsed(DomainError):
    """The code has voted already."""

    title = "测评码已经用过"


class NotOpen(DomainError):
    """The poll does not take ballots now: not yet, not any more."""

    title = "现在不能投票"


class NotABallot(DomainError):
    """The form was tampered with, or is of another poll."""

    status = 400
    title = "测评票有误"
