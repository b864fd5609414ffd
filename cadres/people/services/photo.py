"""The photo of a file: taken in, cut to the form's shape, and stripped of everything else."""

import io
import warnings
from typing import IO, Any, Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps

from cadres.people.models import Cadre
from cadres.people.wording import label_of
from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid
from core.paper.photos import BROKEN, reduced

SIZE: Final = (376, 460)  # pixels: the shape of the form's frame (domain §1.2)
MOST_BYTES: Final = 5 * 2**20
MOST_PIXELS: Final = 50_000_000
SMALLEST: Final = 80  # pixels of the shorter side: older editors kept pictures of 94×115
MAGIC: Final = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}


def _refuse(sentence: str) -> Invalid:
    return Invalid({"photo": [sentence]})


def set_photo(*, actor: Any, cadre: Cadre, seen: int | None, file: IO[bytes] | None) -> Cadre:
    """Keep a JPEG or PNG as the photo, or (None) take it away. Raises Invalid, and Stale."""
    storage = Cadre._meta.get_field("photo").storage
    former = cadre.photo.name
    name = ""
    if file is not None:
        name = storage.save(f"photos/{cadre.pk}-{uuid4().hex}.jpg", ContentFile(framed(file)))
    try:
        with transaction.atomic():
            cadre.change(actor=actor, seen=seen, photo=name)
            had = ["有照片" if former else "无照片", "有照片" if name else "无照片"]
            record(Action.CHANGE, actor=actor, target=cadre, detail={label_of("photo"): had})
            if former:
                transaction.on_commit(lambda: storage.delete(former))
    except BaseException:
        if name:
            storage.delete(name)
        raise
    return cadre


def framed(file: IO[bytes], *, smallest: int = SMALLEST) -> bytes:
    """The picture as a plain JPEG of the form's shape, at most 376×460. Raises Invalid.

    `smallest` is what the shorter side must have, in pixels.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _refuse(f"照片超过 {MOST_BYTES // 2**20} MB，请缩小后再上传。")
    form = next((name for magic, name in MAGIC.items() if content.startswith(magic)), None)
    if form is None:
        raise _refuse("照片不是 JPG 或 PNG 图片，请换一张。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs, judged by our own limit, and of broken Exif
            with Image.open(io.BytesIO(content), formats=(form,)) as picture:
                return _cut(picture, smallest)
    except Image.DecompressionBombError as error:
        raise _refuse("照片的像素太多，请缩小后再上传。") from error
    except BROKEN as error:
        raise _refuse("照片文件已损坏，打不开，请换一张。") from error


def _cut(picture: Image.Image, smallest: int) -> bytes:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _refuse(f"照片有 {width}×{height} 像素，太大，请缩小后再上传。")
    if min(width, height) < smallest:
        raise _refuse(f"照片只有 {width}×{height} 像素，至少要 {smallest}，请换一张清楚的。")
    upright = ImageOps.exif_transpose(reduced(picture))
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        layers = upright.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        upright = Image.alpha_composite(paper, layers)
    shape = min(upright.width / SIZE[0], upright.height / SIZE[1], 1)
    size = (max(1, round(SIZE[0] * shape)), max(1, round(SIZE[1] * shape)))
    # Faces are in the upper part: what is cut off comes from below first.
    cut = ImageOps.fit(upright.convert("RGB"), size, centering=(0.5, 0.3))
    out = io.BytesIO()
    Image.frombytes("RGB", cut.size, cut.tobytes()).save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()
