"""Log lines carry the request they belong to."""

import logging

from core.audit.origin import origin


class RequestFields(logging.Filter):
    """Adds `request_id` and `address` to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        here = origin.get()
        record.request_id, record.address = here.request_id, here.address
        return True
