"""Portraits made fit for a frame: cropped, small, upright, or nothing where they are no image."""

import re
import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps

# Of the frame: a print at 300 dots an inch needs no more.
MOST_DOTS = 640
MOST_PIXELS = 50_000_000  # of an upload; larger ones are not unpacked
MOST_UNREDUCED = 4_000_000  # pixels that are given more than their own bytes
QUALITY = 85
JFIF = re.compile(rb"\xff\xd8\xff\xe0..JFIF\0", re.DOTALL)  # other beginnings Word's writer refuses
KINDS = ("JPEG", "PNG")
AVERAGED = ("RGB", "L", "CMYK")  # in others a mean is no colour, or needs a second copy
# What Pillow raises for bytes that are no image, or whose Exif is none.
BROKEN = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    SyntaxError,
    struct.error,
)


def portrait(content: bytes | None, ratio: float) -> bytes | None:
    """A JPEG of the given width to height, or None where the bytes are no JPEG or PNG.

    What is cropped is cut evenly at the sides, but twice as much at the foot as at the head.
    """
    if not content:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs, which are counted here, and of broken Exif
            return _made(content, ratio)
    except (*BROKEN, Image.DecompressionBombError):
        return None


def _made(content: bytes, ratio: float) -> bytes | None:
    with Image.open(BytesIO(content), formats=KINDS) as image:
        if image.width * image.height > MOST_PIXELS:
            return None
        if JFIF.match(content) and _is_ready(image, ratio):
            image.load()
            return content
        image.draft("RGB", (MOST_DOTS, MOST_DOTS))
        upright = ImageOps.exif_transpose(reduced(image))
        wanted = _size(upright, ratio)
        fitted = ImageOps.fit(_on_white(upright), wanted, centering=(0.5, 1 / 3))
        written = BytesIO()
        fitted.save(written, "JPEG", quality=QUALITY)
        return written.getvalue()


def reduced(image: Image.Image) -> Image.Image:
    """Few pixels before they become four bytes each: a PNG of some kilobytes may have millions."""
    step = int((image.width * image.height / MOST_UNREDUCED) ** 0.5)
    if step < 2:
        return image
    exif = image.getexif()
    if image.mode in AVERAGED:
        small = image.reduce(step)
    else:
        size = max(image.width // step, 1), max(image.height // step, 1)
        small = image.resize(size, Image.Resampling.NEAREST)
    small.info["exif"] = exif.tobytes()
    return small


def _is_ready(image: Image.Image, ratio: float) -> bool:
    return (
        image.format == "JPEG"
        and image.mode in ("RGB", "L")
        and max(image.size) <= MOST_DOTS
        and abs(image.width / image.height - ratio) < 0.01
        and not image.getexif()
    )


def _size(image: Image.Image, ratio: float) -> tuple[int, int]:
    high = min(image.height, MOST_DOTS, image.width / ratio)
    return max(round(high * ratio), 1), max(round(high), 1)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "P", "PA"):
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return image.convert("RGB")
