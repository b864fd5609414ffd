"""Photos drawn as initials: a surname on a calm ground, in the proportions of the form."""

from functools import lru_cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

from cadres.people.models import Cadre
from core.names.pinyin import surname

SIZE = (376, 460)  # domain §1.2, quirk 6
FONT = "NotoSansCJK-Regular.ttc"
QUALITY = 82
INK = "#f7f9f9"
GROUNDS = ("#4f6d7a", "#56776c", "#6b6f8a", "#7d6b5d", "#5b7065", "#6a5f74", "#4a6a86", "#77705a")


def may_draw() -> bool:
    """Whether the font is installed; `make run` sees to it."""
    try:
        _font(200)
    except OSError:
        return False
    return True


def draw_photos() -> int:
    """Draw every photo that a person has by name; how many."""
    people = Cadre.objects.exclude(photo="").order_by("pk").values_list("pk", "name", "photo")
    for pk, name, photo in people:
        if default_storage.exists(photo):  # of an earlier demonstration
            default_storage.delete(photo)
        content = _drawn(surname(name), GROUNDS[pk % len(GROUNDS)])
        default_storage.save(photo, ContentFile(content))
    return len(people)


@lru_cache(1000)
def _drawn(text: str, ground: str) -> bytes:
    """A JPEG of the text in the middle."""
    image = Image.new("RGB", SIZE, ground)
    size = 200 if len(text) == 1 else 150
    middle = (SIZE[0] / 2, SIZE[1] / 2)
    ImageDraw.Draw(image).text(middle, text, fill=INK, font=_font(size), anchor="mm")
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


@lru_cache(4)
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Raises OSError where the font is not installed."""
    return ImageFont.truetype(FONT, size)
