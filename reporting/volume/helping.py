"""A second process that makes files of filings, begun anew by whoever makes them.

It is imported before Django is set up, so that it imports nothing of ours by itself.
"""

import os
from collections.abc import Mapping, Sequence


def help_out(filings: Sequence[int], database: Mapping[str, str], media: str) -> None:
    """Make the files in that order, in the database and folder of whoever began this process."""
    import django
    from django.conf import settings

    django.setup()
    settings.MEDIA_ROOT = media
    from django.db import connection

    connection.settings_dict.update(database)
    from reporting.annual.choices import PaperKind
    from reporting.volume.keeping import attempt, claimed

    parent = os.getppid()
    for filing in filings:
        for kind in PaperKind:
            if os.getppid() != parent:
                return
            with claimed(filing, kind) as is_mine:
                if is_mine:
                    attempt(filing, kind)  # what fails is told of by whoever is helped
