"""Photos of a batch: looked at while checking, laid aside, framed when they are written."""

import io
import warnings
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from cadres.people.services.photo import MAGIC, MOST_BYTES, MOST_PIXELS, framed
from core.errors import Invalid

# What others' forms carry is taken as it is, unless nobody could be made out.
LEAST: Final = 40  # pixels of the shorter side
LEFT_OUT: Final = "照片没有写入，其余内容不受影响。"


def photo_fault(content: bytes) -> str:
    """Why a photo cannot be taken, by its head alone; "" where nothing speaks against it."""
    if len(content) > MOST_BYTES:
        return f"照片超过 {MOST_BYTES // 2**20} MB，{LEFT_OUT}请缩小后再导入。"
    form = next((name for magic, name in MAGIC.items() if content.startswith(magic)), None)
    if form is None:
        return f"照片不是 JPG 或 PNG 图片，{LEFT_OUT}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=(form,)) as picture:
                width, height = picture.size
    except (Image.DecompressionBombError, UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return f"照片文件已损坏，打不开，{LEFT_OUT}"
    if width * height > MOST_PIXELS or min(width, height) < LEAST:
        return f"照片有 {width}×{height} 像素，太大或太小，{LEFT_OUT}"
    return ""


def framed_photo(content: bytes) -> bytes:
    """A photo of a file in the form's shape. Raises Invalid."""
    return framed(io.BytesIO(content), smallest=LEAST)


def is_same_photo(content: bytes, kept: str) -> bool:
    """Whether the photo on file is this one, as it is or framed."""
    if not kept or not default_storage.exists(kept):
        return False
    with default_storage.open(kept, "rb") as stream:
        known = stream.read()
    if known == content:
        return True
    try:
        return framed_photo(content) == known
    except Invalid:
        return False


def lay_aside(folder: str, number: int, content: bytes) -> str:
    """Keep a photo until its batch is written; its name below MEDIA_ROOT."""
    return default_storage.save(f"{folder}/photos/{number}", ContentFile(content))
