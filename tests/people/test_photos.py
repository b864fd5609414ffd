"""Photographs: cut, cleaned and replaced, or refused."""

import io

import pytest
from PIL import Image

from cadres.people import services
from cadres.people.services.photo import framed
from core.errors import Invalid, Stale
from tests.people.filing import last_log


def picture(size=(600, 600), form="JPEG", mode="RGB", **options) -> io.BytesIO:
    file = io.BytesIO()
    Image.new(mode, size, "navy").save(file, form, **options)
    file.seek(0)
    return file


@pytest.mark.parametrize(
    ("file", "size"),
    [
        (picture((376, 460)), (376, 460)),
        (picture((2000, 3000)), (376, 460)),
        (picture((600, 600), "PNG", "RGBA"), (376, 460)),
        (picture((200, 300), "PNG", "P"), (200, 245)),
    ],
)
def test_a_photo_is_cut_to_the_shape_of_the_form_and_never_enlarged(file, size):
    with Image.open(io.BytesIO(framed(file))) as photo:
        assert (photo.format, photo.size, photo.mode) == ("JPEG", size, "RGB")


def test_a_photo_keeps_nothing_but_the_picture():
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x0112] = 6  # lies on its side
    file = picture((600, 400), exif=exif, comment=b"SECRET-COMMENT")
    content = framed(file)
    assert b"SECRET" not in content
    with Image.open(io.BytesIO(content)) as photo:
        assert (dict(photo.getexif()), photo.size) == ({}, (376, 460))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 JPG 或 PNG"),
        (b"GIF89a" + b"0" * 100, "不是 JPG 或 PNG"),
        (b"<svg onload='alert(1)'/>", "不是 JPG 或 PNG"),
        (b"\xff\xd8\xff" + b"0" * 100, "已损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "已损坏"),
        (picture().getvalue()[:400], "已损坏"),
        (b"\xff\xd8\xff" + b"0" * (5 * 2**20), "超过 5 MB"),
        (picture((60, 90)).getvalue(), "60×90"),
        (picture((10_000, 6_000), "PNG", "1").getvalue(), "太大"),
        (picture((20_000, 20_000), "PNG", "1").getvalue(), "像素太多"),
    ],
)
def test_what_is_no_photo_is_refused(content, said):
    with pytest.raises(Invalid) as refusal:
        framed(io.BytesIO(content))
    assert said in str(refusal.value)


def test_the_former_photo_goes_when_the_new_one_is_kept(
    world, cadre, django_capture_on_commit_callbacks
):
    storage = cadre.photo.storage
    services.set_photo(actor=world.city, cadre=cadre, seen=cadre.version, file=picture())
    first = cadre.photo.name
    assert storage.exists(first)
    with pytest.raises(Stale):
        services.set_photo(actor=world.city, cadre=cadre, seen=cadre.version - 1, file=picture())
    assert storage.listdir("photos")[1] == [first.removeprefix("photos/")]
    cadre.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        services.set_photo(actor=world.city, cadre=cadre, seen=cadre.version, file=None)
    assert not storage.exists(first)
    assert last_log(cadre).detail == {"照片": ["有照片", "无照片"]}
