"""The pages' files: named by content and packed, once for every version of them."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = ".collected"


class PackedStaticFiles(CompressedManifestStaticFilesStorage):
    """Packed with gzip alone: brotli takes a minute longer to save a few kilobytes on a LAN."""

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**(options | {"use_brotli": False}))


def collect() -> bool:
    """Bring `STATIC_ROOT` up to date; returns whether there was anything to do."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    found = _fingerprint()
    if stamp.is_file() and stamp.read_text() == found:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(found)
    return True


def _fingerprint() -> str:
    """One hash over name, size and time of every source file, and over how they are stored."""
    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list(None), key=lambda found: found[0]):
            state = Path(storage.path(name)).stat()
            total.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return total.hexdigest()
