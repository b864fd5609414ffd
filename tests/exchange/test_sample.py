"""The sample: taken in, filed, and given back as it came (domain §1)."""

from dataclasses import replace

from defusedxml import ElementTree

from cadres.formats import lrm, lrmx
from tests.exchange.making import SAMPLES, filed, form_for, older_sample, sample, told


def elements(content: bytes) -> dict[str, str]:
    """Every element of a file by name, relatives one after another."""
    root = ElementTree.fromstring(content)
    found = {child.tag: child.text or "" for child in root if len(child) == 0}
    for number, item in enumerate(root.iter("Item")):
        found |= {f"{number}/{cell.tag}": cell.text or "" for cell in item}
    return found


def test_every_element_comes_back_as_it_was(world):
    cadre = filed(told(sample()), world.named["柳河镇"])
    written = lrmx.write(form_for(cadre, world.city))
    original = (SAMPLES / "sample.lrmx").read_bytes()
    assert elements(written) == elements(original)
    assert [e.tag for e in ElementTree.fromstring(written)] == [
        e.tag for e in ElementTree.fromstring(original)
    ]


def test_elements_that_nobody_knows_come_back_too(world):
    unknown = (("ZiDingYi", "本地<Nei>一 &amp; 二</Nei>"), ("BeiZhu", ""))
    form, _ = lrmx.read(lrmx.write(replace(sample(), unknown=unknown)))
    cadre = filed(told(form), world.named["柳河镇"])
    again, _ = lrmx.read(lrmx.write(form_for(cadre, world.city)))
    assert again == form


def test_both_formats_tell_the_same():
    new, old = told(sample()), told(older_sample())
    assert not new.remarks
    assert not old.remarks
    assert new.photo == old.photo
    del new.values["id_number"]  # the older format has no place for it
    assert old.values == new.values
    assert (old.resume, old.family, old.texts) == (new.resume, new.family, new.texts)
    assert len(new.resume) == 8
    assert [member.relation for member in new.family] == ["妻子", "女儿", "父亲", "母亲"]


def test_the_older_file_comes_back_byte_for_byte(world):
    cadre = filed(told(older_sample()), world.named["柳河镇"])
    text, picture = lrm.write(form_for(cadre, world.city))
    assert text.strip() == (SAMPLES / "sample.lrm").read_bytes().strip()
    assert picture == (SAMPLES / "sample.pic").read_bytes()
