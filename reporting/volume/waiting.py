"""What the pages of a volume are drawn with, on disk until the volume is written.

pypdf has every object of a file in memory until then: of three hundred reports that is all their
faces and pages, hundreds of megabytes. What joins them needs none of it, but the places.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject


class Waiting:
    """The streams of a writer in a file of no name in `folder`; gone with its process."""

    def __init__(self, writer: PdfWriter, folder: Path) -> None:
        self.writer = writer
        self.file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the volume
        self.seen = 0

    def put(self, reader: PdfReader) -> None:
        """Put away what was copied since the last time, and forget what it was copied from."""
        objects = self.writer._objects
        for place in range(self.seen, len(objects)):
            one = objects[place]
            if isinstance(one, StreamObject):
                objects[place] = _Stream(one, self.file)
        self.seen = len(objects)
        self.writer.reset_translation(reader)
        self.writer._merged_in_pages.clear()  # of links between pages, which reports have not

    def close(self) -> None:
        """The volume is written."""
        self.file.close()


class _Stream(DictionaryObject):
    """A stream whose bytes are in a file."""

    def __init__(self, one: StreamObject, file: IO[bytes]) -> None:
        super().__init__()
        for name in one:
            self[name] = one.raw_get(name)
        self.indirect_reference = one.indirect_reference
        content = one._data
        self[NameObject("/Length")] = NumberObject(len(content))
        self.file, self.begins, self.length = file, file.tell(), len(content)
        file.write(content)

    def write_to_stream(self, stream: Any) -> None:
        """As a stream is written; nothing is put into the file any more then."""
        super().write_to_stream(stream)
        self.file.seek(self.begins)
        stream.write(b"\nstream\n")
        stream.write(self.file.read(self.length))
        stream.write(b"\nendstream")
