"""Pictures: the stored one or the surname, for those who may see the person."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from cadres.people.models import Cadre
from cadres.people.photo import initials


def address(cadre: Cadre) -> str:
    return reverse("cadres:photo", args=[cadre.pk])


def image(kind: str, colour: str = "navy") -> bytes:
    stream = BytesIO()
    Image.new("RGB", (68, 88), colour).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "media"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_the_stored_picture(world, client_for, kind, media):
    cadre = world.cadres["周雨晴"]
    cadre.photo.save("1.jpg", ContentFile(image(kind)))
    response = client_for(world.secretary).get(address(cadre))
    assert response.content == image(kind)
    assert response["Content-Type"] == media
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_it_is_sent_again_only_when_it_changed(world, client_for):
    cadre = world.cadres["周雨晴"]
    cadre.photo.save("1.jpg", ContentFile(image("JPEG")))
    browser = client_for(world.city)
    etag = browser.get(address(cadre))["ETag"]
    same = browser.get(address(cadre), headers={"If-None-Match": etag})
    assert (same.status_code, same.content) == (304, b"")
    cadre.photo.save("2.jpg", ContentFile(image("JPEG", "red")))
    other = browser.get(address(cadre), headers={"If-None-Match": etag})
    assert other.status_code == 200
    assert other["ETag"] != etag


@pytest.mark.parametrize(
    ("name", "text"), [("周雨晴", "周"), ("欧阳雪", "欧阳"), ("艾力·买买提", "艾")]
)
def test_the_surname_stands_for_a_missing_picture(world, client_for, name, text):
    response = client_for(world.city).get(address(world.cadres[name]))
    assert response["Content-Type"] == "image/svg+xml"
    assert f">{text}</text>" in response.content.decode()
    assert initials(name) == text


@pytest.mark.parametrize("content", [b"", b"<svg onload='x()'/>", b"MZ\x90"])
def test_what_is_no_picture_is_never_sent(world, client_for, content):
    cadre = world.cadres["周雨晴"]
    cadre.photo.save("1.jpg", ContentFile(content))
    response = client_for(world.city).get(address(cadre))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"onload" not in response.content


def test_a_picture_whose_file_is_lost(world, client_for):
    cadre = world.cadres["周雨晴"]
    Cadre.objects.filter(pk=cadre.pk).update(photo="photos/gone.jpg")
    assert client_for(world.city).get(address(cadre))["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("who", ["county", "cadre", "auditor", "sysadmin", "nobody"])
def test_out_of_scope_there_is_none(world, client_for, who):
    cadre = world.cadres["周雨晴"]
    cadre.photo.save("1.jpg", ContentFile(image("JPEG")))
    browser = client_for(world.users[who])
    etag = client_for(world.city).get(address(cadre))["ETag"]
    assert browser.get(address(cadre)).status_code == 404
    assert browser.get(address(cadre), headers={"If-None-Match": etag}).status_code == 404


def test_strangers_are_sent_to_the_door(world, client):
    assert client.get(address(world.cadres["周雨晴"])).status_code == 302
