"""Chinese surnames with their rough weight, in persons of a thousand."""

_BY_WEIGHT = {
    72: "王李张",
    50: "刘陈",
    30: "杨黄",
    20: "赵吴周",
    15: "徐孙马朱胡",
    11: "郭何林高罗",
    8: "郑梁谢宋唐许韩邓冯曹",
    6: "彭肖田董潘袁蔡蒋余于杜叶程魏苏吕丁",
    4: "沈姚卢傅钟姜崔谭廖范汪陆金石戴贾",
    3: "韦夏邱方侯邹熊孟秦白江阎薛尹段雷",
    2: "黎史龙陶贺顾毛郝龚邵万严武钱孔汤常温",
}
COMMON = {surname: weight for weight, group in _BY_WEIGHT.items() for surname in group}

# Read otherwise as a surname than as a word: 单 shàn, 仇 qiú, 曾 zēng, 解 xiè, 查 zhā, 朴 piáo …
POLYPHONIC = (*"曾任单仇解查朴区盖华覃乐翟缪宁", "尉迟", "长孙", "万俟", "澹台")

COMPOUND = ("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "司徒", "夏侯", "慕容", "令狐")
