"""Portraits made fit for a frame: cropped, small, upright, or nothing where they are no image."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

# Of the frame: a print at 300 dots an inch needs no more.
MOST_DOTS = 640
MOST_PIXELS = 50_000_000  # of an upload; larger ones are not unpacked
QUALITY = 85
KINDS = ("JPEG", "PNG")


def portrait(content: bytes | None, ratio: float) -> bytes | None:
    """A JPEG of the given width to height, or None where the bytes are no JPEG or PNG.

    What is cropped is cut evenly at the sides, but twice as much at the foot as at the head.
    """
    if not content:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _made(content, ratio)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _made(content: bytes, ratio: float) -> bytes | None:
    with Image.open(BytesIO(content), formats=KINDS) as image:
        if image.width * image.height > MOST_PIXELS:
            return None
        if _is_ready(image, ratio):
            image.load()
            return content
        image.draft("RGB", (MOST_DOTS, MOST_DOTS))
        upright = ImageOps.exif_transpose(image)
        wanted = _size(upright, ratio)
        fitted = ImageOps.fit(_on_white(upright), wanted, centering=(0.5, 1 / 3))
        written = BytesIO()
        fitted.save(written, "JPEG", quality=QUALITY)
        return written.getvalue()


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
