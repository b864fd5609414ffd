"""Rewards in words: titles, merits, and what is neither (domain §2.3, §3.4)."""

import pytest

from cadres.formats.reward_wording import reward_sentence

COUNTY = "中共石桥县委"
BOTH = "中共清河市委、清河市人民政府"


@pytest.mark.parametrize(
    ("name", "authority", "told"),
    [
        # The words of samples/sample.lrmx.
        ("优秀共产党员", COUNTY, "被中共石桥县委授予“优秀共产党员”称号"),
        ("优秀共产党员称号", COUNTY, "被中共石桥县委授予“优秀共产党员”称号"),
        ("“优秀共产党员”称号", COUNTY, "被中共石桥县委授予“优秀共产党员”称号"),
        ("“优秀共产党员”", COUNTY, "被中共石桥县委授予“优秀共产党员”称号"),
        ("清河市“青年岗位能手”", COUNTY, "被中共石桥县委授予清河市“青年岗位能手”称号"),
        ("脱贫攻坚先进个人", "", "荣获“脱贫攻坚先进个人”称号"),
        ("最美奋斗者称号", COUNTY, "被中共石桥县委授予“最美奋斗者”称号"),
        ("2020年度考核优秀，嘉奖一次", BOTH, f"2020年度考核优秀，嘉奖一次（{BOTH}）"),
        ("2022年度考核优秀，嘉奖一次", "", "2022年度考核优秀，嘉奖一次"),
        ("嘉奖", BOTH, f"嘉奖（{BOTH}）"),
        ("记三等功", BOTH, f"记三等功（{BOTH}）"),
        ("记功一次", BOTH, f"记功一次（{BOTH}）"),
        ("个人三等功", BOTH, f"荣立个人三等功（{BOTH}）"),
        ("荣立二等功", "", "荣立二等功"),
        ("青年五四奖章", BOTH, f"荣获“青年五四奖章”，{BOTH}"),
        ("科技成果转化成功奖", "", "荣获“科技成果转化成功奖”"),
        ("云州省科学技术进步奖二等奖", "", "荣获“云州省科学技术进步奖二等奖”"),
    ],
)
def test_each_kind_makes_a_sentence(name, authority, told):
    assert reward_sentence(name, authority) == told
