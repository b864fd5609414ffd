"""Files that are imported: a roster workbook, and forms with portraits, of invented people."""

import io
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import xlsxwriter
from PIL import Image

from cadres.formats import lrmx
from cadres.formats.approval_form import ApprovalForm, Relative
from cadres.identity.number import check_digit
from core.demo.people import names

HEAD = (
    "序号", "姓名", "性别", "民族", "籍贯", "出生年月（岁）", "入党时间", "参加工作时间",
    "全日制学历学位", "全日制毕业院校系及专业", "在职学历学位", "在职毕业院校系及专业",
    "专业技术职务", "现工作单位及职务", "任现职时间", "现职务层次（职级）",
    "任现职务层次（职级）时间", "是否两年以上基层工作经历", "来源（选调生/考录…）",
    "近三年年度考核", "入库时间", "库别/培养层次（四级目标）", "培养方向", "帮带人",
    "锻炼经历（挂职等）", "省/市掌握标识", "备注", "所在单位", "身份证号", "联系电话",
)  # fmt: skip
OF_ROSTER = frozenset(
    {"近三年年度考核", "入库时间", "库别/培养层次（四级目标）", "培养方向", "省/市掌握标识"}
)
RESUME = (
    "2010.09--2014.07  云州大学公共管理学院行政管理专业学习\n"
    "2014.07--2018.08  云州省清河市青川县柳河镇政府科员（选调生）\n"
    "2018.08--2021.08  云州省清河市青川县柳河镇党委委员、组织委员\n"
    "                  （其间：2019.06--2019.12挂任市信访局信访督查专员）\n"
    "2021.08--         云州省清河市青川县柳河镇党委副书记、镇长"
)


def _number(place: int, gender: str) -> tuple[str, str]:
    """Birth month and ID number of person `place`; men have odd sequences."""
    year, month, day = 1985 + place % 10, 1 + place // 10 % 12, 1 + place // 120 % 28
    order = 2 * (place // 3360) + (1 if gender == "1" else 2)
    first17 = f"990122{year}{month:02d}{day:02d}{order:03d}"
    return f"{year}.{month:02d}", first17 + check_digit(first17)


def workbook(units: Sequence[str], count: int, *, listed: bool, but: Collection[str] = ()) -> bytes:
    """花名册 of the internal variant, all of it sound.

    `listed`: with the day of entry and what else puts people onto the roster, and assessments.
    Nobody is called as one of `but`: of namesakes somebody would have to choose.
    """
    people = islice((name for name in names(2 * count, seed=7) if str(name) not in but), count)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True, "in_memory": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for place, name in enumerate(people):
            birth, number = _number(place, name.gender)
            unit = units[place % len(units)]
            row = (
                str(place + 1), str(name), "男" if name.gender == "1" else "女", "汉族",
                "云州清河", birth, "2015.06", "2016.07", "大学\n工学学士",
                "云州大学交通学院\n交通工程专业", "", "", "工程师", f"{unit}办公室副主任",
                "2023.03", "乡科级副职（二级主任科员）", "2022.04（2023.06）", "是", "选调生",
                "2023年、2024年、2025年年度考核均为称职。", f"2026.0{1 + place % 9}.15", "②",
                "城建交通", "", "", "市", "", unit, number, f"1990000{place % 10_000:04d}",
            )  # fmt: skip
            for column, text in enumerate(row):
                if text and (listed or HEAD[column] not in OF_ROSTER):
                    sheet.write_string(place + 1, column, text)
    return stream.getvalue()


def forms(count: int) -> Iterator[bytes]:
    """`.lrmx` files, each with a portrait of 30 KB or so."""
    picture = Image.effect_noise((376, 460), 40).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=40)
    for place, name in enumerate(names(count, seed=8)):
        birth, number = _number(place + 20_000, name.gender)
        yield lrmx.write(
            ApprovalForm(
                name=str(name),
                gender="男" if name.gender == "1" else "女",
                birth=birth.replace(".", ""),
                nation="汉族",
                native_place="云州清河",
                birth_place="云州清河",
                party="201306",
                work_start="201407",
                health="健康",
                fulltime_education="大学",
                fulltime_degree="管理学学士",
                fulltime_school="云州大学公共管理学院行政管理专业",
                title="云州省清河市青川县柳河镇党委副书记、镇长",
                resume=RESUME,
                rewards="无",
                assessments="2023年、2024年、2025年年度考核均为称职。",
                grounds="工作需要",
                family=(
                    Relative(relation="父亲", name="周建业", birth="196302", work="退休干部"),
                    Relative(relation="母亲", name="何秀兰", birth="196402", work="退休教师"),
                ),
                id_number=number,
                photo=out.getvalue(),
            )
        )
