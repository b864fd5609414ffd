"""Files with any bytes changed: read, or refused with a sentence; nothing else ever happens."""

import io
import random
from collections.abc import Callable, Iterator

import pytest

from cadres.formats import hzb, lrm, lrmx
from cadres.formats.archives import Archive
from cadres.formats.errors import UnreadableFile
from cadres.formats.resume_remarks import looked_at
from cadres.formats.resume_text import UnreadableResume
from cadres.formats.sources import HzbSource, opened
from tests.formats.invented import SAMPLES, zipped
from tests.formats.packages import WHOLE, package, table

LRMX = (SAMPLES / "sample.lrmx").read_bytes()
LRM = (SAMPLES / "sample.lrm").read_bytes()
AWKWARD = [b"<", b">", b"&", b'"', b'","', b"\0", b"\xff", b"]]>", b"<!--", b"<![CDATA[", b"&#",
           b"<?x", b"<!DOCTYPE x>", b"@", b"#", b"&1amp;", b"\xe5\x91", b"PK\1\2"]  # fmt: skip


def mutants(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Bytes changed, taken out, put in, doubled, cut off."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(count):
        mutant = bytearray(content)
        for _ in range(chance.choice([1, 1, 2, 5, 20])):
            place = chance.randrange(len(mutant) + 1)
            end = place + chance.choice([1, 1, 2, 8, 100])
            match chance.randrange(5):
                case 0:
                    mutant[place : place + 1] = bytes([chance.randrange(256)])
                case 1:
                    del mutant[place:end]
                case 2:
                    mutant[place:place] = chance.choice(AWKWARD)
                case 3:
                    mutant[place:place] = mutant[place:end]
                case 4 if chance.random() < 0.1:
                    del mutant[place:]
        yield bytes(mutant)


def outcome(read: Callable[[], object]) -> bool:
    """Whether it was read; a refusal is a sentence."""
    try:
        read()
    except UnreadableFile as refused:
        assert str(refused).endswith("。")
        return False
    return True


def counted(content: bytes, count: int, seed: int, read: Callable[[bytes], object]) -> list[bool]:
    return [outcome(lambda m=mutant: read(m)) for mutant in mutants(content, count, seed)]


def test_lrmx():
    found = counted(LRMX, 4000, 1, lrmx.read)
    assert 400 < sum(found) < 3600


def test_what_was_read_of_a_mutant_is_written_and_read_again():
    for mutant in mutants(LRMX, 1500, 2):
        try:
            form, _ = lrmx.read(mutant)
        except UnreadableFile:
            continue
        assert lrmx.read(lrmx.write(form))[0].name == form.name
        assert lrm.read(lrm.write(form)[0], None)[0].title == (lrm.held(form).title or "")
        try:
            looked_at(form.resume or "")
        except UnreadableResume as refused:
            assert str(refused).startswith("第 ")


def test_lrm():
    found = counted(LRM, 4000, 3, lambda content: lrm.read(content, content[:50]))
    assert 400 < sum(found) < 3900


@pytest.mark.parametrize("seed", [4, 5])
def test_zips(tmp_path, seed):
    files = {"a/sample.lrmx": LRMX, "a/sample.lrm": LRM, "柳河/x.xlsx": b"PK"}
    content = zipped(files) if seed == 4 else package({"A01": table(WHOLE), "A36": table({})})
    path = tmp_path / "a.zip"
    for mutant in mutants(content, 600, seed):
        path.write_bytes(mutant)
        for source in opened([path]):
            if isinstance(source, HzbSource):
                outcome(lambda people=source.people: list(people))


def test_packages():
    def read(xml: bytes) -> None:
        with Archive(io.BytesIO(package({"A01": xml}))) as archive:
            list(hzb.read(archive))

    found = counted(table(WHOLE), 1000, 6, read)
    assert 50 < sum(found) < 950
