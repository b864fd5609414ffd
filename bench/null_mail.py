"""A mail transport that writes every message out, as it would go over the wire, and drops it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Null(BaseEmailBackend):
    """What sending costs besides the mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many there were."""
        for message in email_messages:
            message.message().as_bytes(linesep="\r\n")
        return len(email_messages)
