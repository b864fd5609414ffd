"""Portraits for a frame: what is no image is none, and a bomb does not go off."""

import random
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from core.paper.photos import portrait

RATIO = 0.75


def written(image: Image.Image, kind: str, **more) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **more)
    return stream.getvalue()


def noise(mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((90, 115), 50).convert(mode)


def turned() -> Image.Exif:
    """Lying on its right side, and a date that some cameras write."""
    exif = Image.Exif()
    exif[274], exif[306] = 6, "2026:06:30 09:00:00"
    return exif


# The size of a portrait, and the most megabytes that the process which made it ever had.
CHILD = """
import re, sys
from core.paper.photos import portrait
made = portrait(sys.stdin.buffer.read(), 0.75)
status = open("/proc/self/status").read()
print(len(made), int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


@pytest.mark.parametrize("mode", ["P", "L", "1", "RGBA"])
def test_millions_of_pixels_in_a_few_kilobytes_do_not_fill_the_memory(mode):
    bomb = written(Image.new(mode, (7000, 7000)), "PNG")
    assert len(bomb) < 250_000
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=bomb, capture_output=True, check=True
    )
    size, most = map(int, done.stdout.split())
    assert size > 1000
    assert most < 7000 * 7000 * (4 if mode == "RGBA" else 1) / 2**20 + 130  # once, unpacked


@pytest.mark.parametrize("wide", [400, 4000])
def test_a_picture_that_lies_is_set_upright_before_it_is_cropped(wide):
    """Left half black: turned clockwise, black is above."""
    image = Image.new("RGB", (wide, wide * 3 // 4), "white")
    image.paste("black", (0, 0, wide // 2, wide))
    for kind in ("PNG", "JPEG"):
        made = portrait(written(image, kind, exif=turned()), RATIO)
        with Image.open(BytesIO(made)) as found:
            assert found.getpixel((found.width // 2, 5))[0] < 50
            assert found.getpixel((found.width // 2, found.height - 5))[0] > 200


def test_whatever_bytes_are_changed_there_is_a_picture_or_none():
    chance = random.Random(7)  # noqa: S311 - not for secrets
    sources = [
        written(noise(), "JPEG"),
        written(noise("P"), "PNG"),
        written(noise(), "JPEG", exif=turned()),
    ]
    for source in sources:
        for _ in range(1500):
            content = bytearray(source)
            for _ in range(chance.randint(1, 6)):
                within = chance.choice((60, 200, len(content)))
                content[chance.randrange(within)] = chance.randrange(256)
            if chance.random() < 0.3:
                del content[chance.randrange(len(content)) :]
            made = portrait(bytes(content), RATIO)
            assert made is None or made.startswith(b"\xff\xd8\xff")
