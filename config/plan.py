"""What carries each clause out, by name: its screens, and why a clause has none of anything.

A screen is (label, view) or (label, view, query); who sees it is who sees the view in the
navigation (`core/shell/nav.py`), the offices where it has no line there.
"""

SCREENS: dict[str, tuple[tuple[str, ...], ...]] = {
    "2.0": (("选拔批次", "intake:list"), ("报名人选", "intake:applicants")),
    "2.1": (("名册：一级", "roster:list", "tier=1"), ("使用目标", "statistics:targets")),
    "2.2": (
        ("名册：二级", "roster:list", "tier=2"),
        ("后备库", "pools:list"),
        ("使用目标", "statistics:targets"),
    ),
    "2.3": (("名册：三级", "roster:list", "tier=3"), ("使用目标", "statistics:targets")),
    "2.4": (
        ("名册：四级", "roster:list", "tier=4"),
        ("后备库", "pools:list"),
        ("使用目标", "statistics:targets"),
    ),
    "3.1.2": (("领导帮带", "mentoring:list"), ("帮带人", "mentoring:mentors")),
    "3.1.3": (
        ("轮岗交流", "moves:list"),
        ("五年两岗", "meter:units"),
        ("任职", "postings:list", "standing=held"),
        ("干部流向", "flows:map"),
        ("后备库", "pools:list"),
    ),
    "3.1.4": (
        ("派出批次", "frontline:list"),
        ("项目", "frontline:programmes"),
        ("报名人选", "frontline:candidates"),
        ("在外锻炼", "postings:list", "standing=away"),
        ("锻炼鉴定", "appraisals:list"),
    ),
    "3.2.4": (("干部", "cadres:list"),),
    "3.3.2": (
        ("谈话记录", "talks:list"),
        ("季度覆盖", "talks:coverage"),
        ("苗头问题", "concerns:list"),
        ("抽查", "spot_checks:list"),
        ("抽查整改", "rectifications:list"),
    ),
    "3.3.3": (
        ("名册", "roster:list"),
        ("变更审核", "changes:list"),
        ("调出补充个案", "cases:list", "standing=all"),
        ("补充", "cases:list", "standing=all&kind=addition"),
    ),
    "3.3.3-1": (
        ("组织认定", "findings:list"),
        ("情形一个案", "cases:list", "standing=all&ground=1"),
    ),
    "3.3.3-2": (("情形二个案", "cases:list", "standing=all&ground=2"),),
    "3.3.3-3": (
        ("组织认定", "findings:list"),
        ("情形三个案", "cases:list", "standing=all&ground=3"),
    ),
    "3.3.3-4": (
        ("组织认定", "findings:list"),
        ("情形四个案", "cases:list", "standing=all&ground=4"),
    ),
    "3.3.3-5": (("情形五个案", "cases:list", "standing=all&ground=5"),),
    "3.3.3-6": (
        ("测评结果", "polls:results"),
        ("情形六个案", "cases:list", "standing=all&ground=6"),
    ),
    "3.3.3-7": (("情形七个案", "cases:list", "standing=all&ground=7"),),
    "3.3.4": (
        ("年度考核", "rounds:list"),
        ("考核登记表", "rounds:sheets"),
        ("民主测评", "polls:list"),
        ("测评结果", "polls:results"),
    ),
    "3.3.5": (("年度报告", "annual:list"), ("保留资格初步意见", "annual:opinions")),
    "4.2": (("参数一览", "plan:parameters", "standing=all"),),
}

REASONS: dict[str, str] = {
    "3.1.0": "培养计划由组织部门和所在单位共同制定，逐人登记的页面尚未启用。",
}

# Where a figure is used that no duty rule reads: the longest beginning of its key counts.
USES: dict[str, str] = {
    "": "在方案文本中显示，供各项工作对照",
    "intake.": "新建选拔批次时作为初始值",
    "frontline.": "新建一线锻炼项目时作为初始值",
    "frontline.host_months": "确定年度考核由接收单位还是派出单位负责时读取",
    "notice.": "发送提醒时读取",
    "nudge.": "催报时读取",
    "talk.spot_check": "抽取抽查样本时读取",
    "talk.late_days": "抽查谈话记录时读取",
    "mentoring.max_mentees": "结成帮带时读取",
}
