"""Where uploads and results are kept: a file is there with all that was to be in it, or not at all.

Django leaves what it had written when the disk became full: half a file that nobody offers and
nobody removes, at the one time when its room is missed.
"""

from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Files below MEDIA_ROOT."""

    def _save(self, name: str, content: File) -> str:
        """Write under a name that nobody has; what came of it goes when that fails."""
        name, path = self._claimed(name)
        try:
            with path.open("wb") as stream:
                for chunk in content.chunks():
                    stream.write(chunk.encode() if isinstance(chunk, str) else chunk)
            if self.file_permissions_mode is not None:
                path.chmod(self.file_permissions_mode)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return name

    def _claimed(self, name: str) -> tuple[str, Path]:
        """The name, or the next free one, now ours: of two processes one has each name."""
        while True:
            path = Path(self.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name, path
