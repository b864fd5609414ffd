"""二、培养措施落实情况: learning, mentors, rotation, work at the front."""

from reporting.drafting.saying import Year, headed

CHANNELS = (
    ("乡镇挂职", "frontline.township"),
    ("挂职和跟班学习", "frontline.secondment"),
    ("信访督查", "frontline.petition"),
    ("服务基层", "frontline.service"),
    ("急难险重任务", "frontline.urgent"),
)


def training(year: Year) -> str:
    """A paragraph for each measure."""
    return headed(
        (
            ("学习培训", _studies(year)),
            ("领导帮带", _mentoring(year)),
            ("轮岗交流", _rotation(year)),
            ("实践锻炼", _frontline(year)),
        )
    )


def _studies(year: Year) -> str:
    if year.none("training.studies"):
        return "全年未安排在库干部参加集中学习培训。"
    if year.some("training.studies"):
        return f"全年安排在库干部参加学习培训{year.with_last('training.studies')}。"
    return ""


def _mentoring(year: Year) -> str:
    if year.none("mentoring.pairs"):
        return "全年未安排领导帮带。"
    if not year.some("mentoring.pairs"):
        return ""
    said = f"落实领导干部“一对一”帮带{year.with_last('mentoring.pairs')}"
    if year.some("mentoring.covered"):
        said += f"，帮带覆盖率{year.with_last('mentoring.covered')}"
    more = year.listed((("新结成", "mentoring.begun"), ("期满", "mentoring.ending")))
    return f"{said}；其中{more}。" if more else f"{said}。"


def _rotation(year: Year) -> str:
    said = []
    if year.some("rotation.moves"):
        said.append(f"全年安排轮岗交流{year.with_last('rotation.moves')}。")
    elif year.none("rotation.moves"):
        said.append("全年未安排轮岗交流。")
    if year.some("rotation.two_posts"):
        said.append(f"五年内有两个以上岗位经历的{year.slot('rotation.two_posts')}。")
    return "".join(said)


def _frontline(year: Year) -> str:
    said = []
    if year.some("frontline.sent"):
        by_channel = year.listed(CHANNELS)
        sent = f"全年选派干部到一线锻炼{year.with_last('frontline.sent')}"
        said.append(f"{sent}，其中{by_channel}。" if by_channel else f"{sent}。")
    elif year.none("frontline.sent"):
        said.append("全年未安排干部到一线锻炼。")
    if year.some("frontline.away"):
        said.append(f"目前在外锻炼{year.slot('frontline.away')}。")
    return "".join(said)
