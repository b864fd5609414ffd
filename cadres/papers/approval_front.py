"""The front of 任免审批表: who it is, his schools, posts and résumé (domain §2.1, page 1)."""

from datetime import date
from itertools import accumulate

from cadres.formats.approval_form import ApprovalForm, Edition
from cadres.papers.approval_sheet import LEFT, TOP, Sheet
from cadres.papers.resume_lines import HANG, hanging
from cadres.papers.wording import (
    month,
    month_and_age,
    month_text,
    party_text,
    plain,
    retirement_text,
    schools,
    spaced_name,
)

WIDTHS = (13.8, 4.2, 23.0, 18.8, 23.0, 23.2, 23.5, 36.3)
X = [LEFT, *(LEFT + right for right in accumulate(WIDTHS))]
GRID_TOP = TOP + 26
NAME, ORIGIN, PARTY, SKILLS, SCHOOL, POST, RESUME = 12.5, 12.2, 12.0, 12.5, 12.2, 12.5, 125.8
PHOTO_HIGH = NAME + ORIGIN + PARTY + SKILLS
PHOTO_RATIO = 0.75  # width to height of the picture inside its cell
PHOTO_WIDE = 34.3
RESUME_LEADS = (1.4, 1.3, 1.2, 1.12)
BESIDE = ((0, 2, 3), (3, 4, 5), (5, 6, 7))  # columns of a label and, from its end, of a value


def front(form: ApprovalForm, edition: Edition, on: date) -> Sheet:
    """`on` is the month to which ages are counted, unless the form names one."""
    reference = month(form.age_on) or on
    sheet = Sheet(title="干部任免审批表")
    y = GRID_TOP
    for height, row in _person(form, edition, reference):
        for (first, middle, last), (label, text, name) in zip(BESIDE, row, strict=True):
            sheet.label(X[first], y, X[middle] - X[first], height, label)
            sheet.value(X[middle], y, X[last] - X[middle], height, text, name)
        y += height
    if edition is Edition.OLD:
        _skills(sheet, form, y)
        y += SKILLS
    _photo(sheet)
    y = _schools(sheet, form, y)
    for label, text, name in (
        ("现 任 职 务", form.title, "现任职务"),
        ("拟 任 职 务", form.planned_post, "拟任职务"),
        ("拟 免 职 务", form.removed_post, "拟免职务"),
    ):
        sheet.label(X[0], y, X[3] - X[0], POST, label, most=14)
        sheet.value(X[3], y, X[8] - X[3], POST, plain(text), name, align="left", pad=2)
        y += POST
    _resume(sheet, form, y)
    return sheet


Row = tuple[tuple[str, str, str], ...]


def _person(form: ApprovalForm, edition: Edition, on: date) -> list[tuple[float, Row]]:
    """Height and label, text, name of each pair; the new edition has a row more of them."""
    health = ("健康状况", plain(form.health), "健康状况")
    rows: list[tuple[float, Row]] = [
        (
            NAME,
            (
                ("姓　名", spaced_name(form.name), "姓名"),
                ("性　别", plain(form.gender), "性别"),
                ("出生年月\n（岁）", month_and_age(form.birth, on), "出生年月"),
            ),
        ),
        (
            ORIGIN,
            (
                ("民　族", plain(form.nation), "民族"),
                ("籍　贯", plain(form.native_place), "籍贯"),
                ("出 生 地", plain(form.birth_place), "出生地"),
            ),
        ),
        (
            PARTY,
            (
                ("入　党\n时　间", party_text(form.party), "入党时间"),
                ("参加工\n作时间", month_text(form.work_start), "参加工作时间"),
                ("到龄时间", retirement_text(form), "到龄时间")
                if edition is Edition.NEW
                else health,
            ),
        ),
    ]
    if edition is Edition.NEW:
        skills = (
            ("健　康\n状　况", *health[1:]),
            ("专业技\n术职务", plain(form.pro_title), "专业技术职务"),
            ("熟悉专业\n有何专长", plain(form.specialty), "熟悉专业有何专长"),
        )
        rows.append((SKILLS, skills))
    return rows


def _skills(sheet: Sheet, form: ApprovalForm, y: float) -> None:
    """Two wide pairs in the old edition."""
    sheet.label(X[0], y, X[2] - X[0], SKILLS, "专业技\n术职务")
    sheet.value(X[2], y, X[4] - X[2], SKILLS, plain(form.pro_title), "专业技术职务")
    sheet.label(X[4], y, X[5] - X[4], SKILLS, "熟悉专业\n有何专长")
    sheet.value(X[5], y, X[7] - X[5], SKILLS, plain(form.specialty), "熟悉专业有何专长")


def _photo(sheet: Sheet) -> None:
    sheet.label(X[7], GRID_TOP, WIDTHS[7], PHOTO_HIGH, "")
    high = PHOTO_WIDE / PHOTO_RATIO
    x, y = X[7] + (WIDTHS[7] - PHOTO_WIDE) / 2, GRID_TOP + (PHOTO_HIGH - high) / 2
    sheet.photo = x, y, PHOTO_WIDE, high


def _schools(sheet: Sheet, form: ApprovalForm, y: float) -> float:
    """Two rows of two lines: 学历 over 学位, and where each is from."""
    sheet.label(X[0], y, X[2] - X[0], 2 * SCHOOL, "学　历\n学　位", leads=(1.6,))
    for label, name, education, degree, school, degree_school in (
        (
            "全日制\n教　育",
            "全日制教育",
            form.fulltime_education,
            form.fulltime_degree,
            form.fulltime_school,
            form.fulltime_degree_school,
        ),
        (
            "在　职\n教　育",
            "在职教育",
            form.inservice_education,
            form.inservice_degree,
            form.inservice_school,
            form.inservice_degree_school,
        ),
    ):
        studied = filter(None, (plain(education), plain(degree)))
        sheet.label(X[2], y, X[3] - X[2], SCHOOL, label)
        sheet.value(X[3], y, X[5] - X[3], SCHOOL, "\n".join(studied), name)
        sheet.label(X[5], y, X[6] - X[5], SCHOOL, "毕业院校\n系及专业")
        told = "\n".join(schools(education, school, degree_school))
        look = {"align": "left", "pad": 1.0, "most": 13.0}
        sheet.value(X[6], y, X[8] - X[6], SCHOOL, told, f"{name}毕业院校系及专业", **look)
        y += SCHOOL
    return y


def _resume(sheet: Sheet, form: ApprovalForm, y: float) -> None:
    sheet.upright(X[0], y, WIDTHS[0], RESUME, "简\n\n\n历", most=14)
    text = hanging(form.resume)
    sheet.value(
        X[1],
        y,
        X[8] - X[1],
        RESUME,
        text,
        "简历",
        align="left",
        valign="high",
        pad=1.8,
        leads=RESUME_LEADS,
        hang=HANG if "\t" in text else 0,
    )
