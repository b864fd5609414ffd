"""Log lines carry the request they belong to."""

import logging

from core.audit.origin import origin


class RequestFields(logging.Filter):
    """Adds `request_id` and `address` to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        here = origin.get()
        # Of a refusal Django writes when the request's own context has ended.
        asked = getattr(record, "request", None)
        record.request_id = here.request_id or getattr(asked, "request_id", "")
        record.address = here.address
        return True
