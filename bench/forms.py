"""Forms of invented people, as full as real ones are, each with a photo of its own."""

from datetime import date
from io import BytesIO
from random import Random

from PIL import Image

from cadres.formats.approval_form import ApprovalForm, Relative
from cadres.formats.resume_text import Line, write
from core.demo.surnames import COMMON
from core.months import shift

SURNAMES = "".join(COMMON)
PLACES = ("清源县", "临江县", "东港区", "南湖区", "西岭县")
BODIES = (
    "工业和信息化局",
    "农业农村局",
    "财政局",
    "石桥镇",
    "云亭乡",
    "发展和改革局",
    "教育体育局",
)
POSTS = ("科员", "副主任科员", "办公室副主任", "综合科科长", "党委委员、副镇长", "三级主任科员")
LINES = 11  # of a résumé, beside what happened meanwhile


def form(number: int) -> ApprovalForm:
    """The same number gives the same person."""
    dice = Random(number)  # noqa: S311
    name = dice.choice(SURNAMES) + "".join(chr(dice.randint(0x4E00, 0x9FA5)) for _ in range(2))
    return ApprovalForm(
        name=name,
        gender=dice.choice("男女"),
        birth=f"19{dice.randint(85, 99)}{dice.randint(1, 12):02}",
        nation="汉族",
        native_place="云州清源",
        birth_place="云州临江",
        party="201306",
        work_start="201407",
        health="健康",
        pro_title="高级工程师",
        specialty="产业规划、智能制造",
        fulltime_education="大学",
        fulltime_degree="工学学士",
        fulltime_school="云州大学机械工程学院机械工程专业",
        inservice_education="研究生",
        inservice_degree="公共管理硕士",
        inservice_school="华云科技大学管理学院公共管理专业",
        title=_post(dice),
        planned_post=_post(dice),
        removed_post=_post(dice),
        resume=write(_lines(dice)),
        rewards="2023年1月，荣获“清河市先进工作者”称号，中共清河市委、清河市人民政府授予。",
        assessments="2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
        grounds="工作需要。该同志政治素质好，基层工作经历完整，符合任职条件。",
        family=tuple(
            Relative(
                relation=relation,
                name=dice.choice(SURNAMES) + chr(dice.randint(0x4E00, 0x9FA5)),
                birth=f"19{dice.randint(60, 99)}05",
                politics="群众",
                work=_post(dice),
            )
            for relation in ("妻子", "儿子", "父亲", "母亲", "岳父", "岳母")
        ),
        reported_by="中共清河市委组织部",
        filled_on="20261128",
        filled_by="林静文",
        photo=_photo(dice),
    )


def _post(dice: Random) -> str:
    return f"清河市{dice.choice(PLACES)}{dice.choice(BODIES)}{dice.choice(POSTS)}"


def _lines(dice: Random) -> list[Line]:
    since = date(2008, 9, 1)
    found = []
    for number in range(LINES):
        until = shift(since, dice.randint(12, 26))
        found.append(Line(since, None if number == LINES - 1 else until, _post(dice)))
        if number % 3 == 1:
            inside = "在云州省委党校中青年干部培训班学习"
            found.append(Line(since, shift(since, 3), inside, within=True))
        since = until
    return found


def _photo(dice: Random) -> bytes:
    """Noise, since it does not compress: about 40 kB, as a portrait has."""
    image = Image.frombytes("L", (94, 115), dice.randbytes(94 * 115)).resize((376, 460))
    written = BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=80)
    return written.getvalue()
