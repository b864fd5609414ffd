"""The one error of this package."""


class ServerError(Exception):
    """A server cannot be started or stopped; the text is one Chinese sentence for the user."""
