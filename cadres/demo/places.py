"""云州省: invented cities and counties that people come from."""

from core.demo.counties import COUNTIES

PROVINCE = "云州"
# Official short form: province and county without 省, 市, 县 (domain §2.3).
AT_HOME = (f"{PROVINCE}清河", *(f"{PROVINCE}{county.name[:-1]}" for county in COUNTIES))
ELSEWHERE = tuple(
    f"{PROVINCE}{name}"
    for name in (
        "白渚", "安陵口", "望川", "宜泉", "丰岭", "北堰", "麦岭", "瑶台", "沧口", "龙渡", "安集",
        "甘棠", "绛溪", "桐林", "乐川", "孟塬", "怀溪", "永泉", "江浦", "赤岭", "海棠湾", "定川",
    )
)  # fmt: skip
FAR = ("岭川平湖", "岭川安溪口", "望海东浦", "望海临澜", "沧澜双江", "沧澜石渡", "江北新埠")

HOME_SHARE, PROVINCE_SHARE = 0.72, 0.23

# 汉族 but for a few; codes of GB/T 3304.
NATIONS = (("01", 0.935), ("03", 0.03), ("04", 0.01), ("11", 0.01), ("15", 0.008), ("06", 0.007))
