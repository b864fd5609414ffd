"""Files that are no `.lrmx`: a sentence each, and nothing is done to the machine."""

from time import perf_counter

import pytest

from cadres.formats import lrmx
from cadres.formats.approval_form import ApprovalForm
from cadres.formats.errors import UnreadableFile

BOMB = (
    '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><Person><XingMing>&b;</XingMing></Person>'
)
EXTERNAL = (
    '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><Person><MinZu>&a;</MinZu></Person>'
)
NAME = "<Person><XingMing>周航</XingMing>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b" \r\n", "文件是空的"),
        (BOMB.encode(), "DTD 或实体声明"),
        (EXTERNAL.encode(), "DTD 或实体声明"),
        (b"<!DOCTYPE Person SYSTEM 'http://x.invalid/a.dtd'><Person/>", "DTD 或实体声明"),
        (f"{NAME}</person>".encode(), "第 1 行第 34 列起标签没有成对"),
        (NAME.encode(), "内容不完整"),
        (f"{NAME}</Pers".encode(), "标签没有写完"),
        (f"{NAME}&nbsp;</Person>".encode(), "没有定义的实体"),
        (f"{NAME}</Person><Person/>".encode(), "有多余的内容"),
        (b"<Person/>", "没有任免审批表的任何一项内容"),
        (b"<Person><X>1</X></Person>", "没有任免审批表的任何一项内容"),
        (b"<html><body/></html>", "根元素是“html”而不是“Person”"),
        (b"<person><XingMing>x</XingMing></person>", "根元素是“person”"),
        (b"just words", "XML"),
        (b"<Person>" + b"<a>" * 5000, "嵌套超过 32 层"),
        (b"<Person><JiaTingChengYuan>" + b"<Item/>" * 201, "家庭成员超过 200 人"),
        (b"<Person>" + b"<a/>" * 201, "不认识的元素超过 200 个"),
        (b"<Person><JianLi>" + b"<br/>" * 100_000, "元素超过 100,000 个"),
        (b"<Person><X>" + b"<a/>" * 100_000, "元素超过 100,000 个"),
        (b"<?xml version='1.0' encoding='big5'?><Person/>", "编码“big5”不能识别"),
        (f"{NAME}周周周周</Person>".encode()[:-12] + b"\xff</Person>", "个字节起不是 UTF-8"),
        (b"<Person><XingMing>\xd6\xdc\xff\xff</XingMing></Person>", "个字节起不是 UTF-8 或 GBK"),
        (b"x" * (12 * 2**20 + 1), "一份任免审批表最多 12 MB"),
    ],
)
def test_it_is_said_what_is_wrong(content, said):
    with pytest.raises(UnreadableFile) as refused:
        lrmx.read(content)
    assert said in str(refused.value)
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize(
    "unknown",
    [
        ("A", "<b>"),
        ("A B", ""),
        ("", ""),
        ("XingMing", "x"),
        ("A", "</A><XingMing>王</XingMing><A>"),
    ],
)
def test_an_unknown_element_that_would_break_the_file_is_not_written(unknown):
    with pytest.raises(ValueError, match="unknown"):
        lrmx.write(ApprovalForm(name="周航", unknown=(unknown,)))


def test_a_thousand_faults_are_told_once_each():
    inner = "".join(f"<MinZu>{n}</MinZu><a{n} b=''/>" for n in range(200))
    _, remarks = lrmx.read(f"{NAME}{inner}</Person>".encode())
    assert len(remarks) == 201
    items = "".join(f"<Item><x{n}/></Item>" for n in range(200)) * 1
    _, remarks = lrmx.read(
        f"{NAME}<JiaTingChengYuan>{items}<y/><z/></JiaTingChengYuan></Person>".encode()
    )
    assert len(remarks) == 200


@pytest.mark.parametrize("element", ["ChuShengNianYue", "RuDangShiJian", "TianBiaoShiJian"])
@pytest.mark.parametrize("character", ["\ufdfa", ",", "1"])
def test_a_date_without_end_takes_no_time(element, character):
    """NFKC would make it eighteen times as long."""
    content = f"{NAME}<{element}>{character * 3_000_000}</{element}></Person>".encode()
    begun = perf_counter()
    _, [remark] = lrmx.read(content)
    assert "有 3,000,000 个字" in remark.reason
    assert len(remark.value) == 200
    assert perf_counter() - begun < 3
