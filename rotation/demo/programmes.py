"""The demonstration's programmes of clause 3.1.4: what each is, and when its batches are."""

from datetime import date, timedelta
from typing import NamedTuple

from core.months import shift
from rotation.choices import BatchState, Channel, ProgrammeState, Seat, Selection

# What somebody is called at units of a kind, where the programme has another word for the rest.
TITLES = {"enterprise": "总经理助理", "street": "办事处主任助理"}
DRAFT, ANNOUNCED, SELECTING = BatchState.DRAFT, BatchState.ANNOUNCED, BatchState.SELECTING
DECIDED, DISPATCHED = BatchState.DECIDED, BatchState.DISPATCHED
RETURNED, CANCELLED = BatchState.RETURNED, BatchState.CANCELLED
CITY, COUNTY = "清河市", "青川县"
BUREAU = "市交通运输局"


class BatchSeed(NamedTuple):
    """A batch: when it starts, in months and days from today, how many go, who of the bureau.

    `days`: how long it lasts where the programme has no term in months. `shows`: which of the
    bureau's people is among them: the holder of the account “cadre” or another.
    """

    state: BatchState
    months: int
    size: int
    days_on: int = 0
    days: int = 0
    shows: str = ""

    def starts(self, on: date) -> date:
        """The day on which it leaves."""
        return moved(on, self.months) + timedelta(days=self.days_on)


class ProgrammeSeed(NamedTuple):
    """A programme; `hosts` are kinds of units, `named` units that come first."""

    channel: Channel
    name: str
    term: int | None
    selection: Selection
    hosts: tuple[str, ...]
    title: str
    batches: tuple[BatchSeed, ...]
    unit: str = CITY
    named: tuple[str, ...] = ()
    seat: Seat = Seat.OTHER
    level: str = ""
    treatment: str = ""
    allowance: int | None = None
    duties: tuple[str, ...] = ()
    eligibility: str = "近两年年度考核称职以上，身体健康，服从安排。"
    state: ProgrammeState = ProgrammeState.OPEN
    from_counties: bool | None = None


def moved(on: date, months: int) -> date:
    """The same day so many months later, at most the 28th."""
    return shift(on.replace(day=1), months).replace(day=min(on.day, 28))


PROGRAMMES = (
    ProgrammeSeed(
        Channel.TOWNSHIP, "优秀年轻干部到乡镇挂任党政副职", 24, Selection.EXAMINATION,
        ("township",), "党委副书记",
        (BatchSeed(DISPATCHED, -22, 6), BatchSeed(DISPATCHED, -5, 6)),
        named=("柳河镇", "青山镇"), seat=Seat.DEPUTY, level="1A42", treatment="享受乡科级待遇",
        allowance=900, duties=("协助抓党建引领乡村治理", "协助抓项目建设和招商", "分管乡村产业"),
        from_counties=False,
    ),
    ProgrammeSeed(
        Channel.SECONDMENT, "企业、县（区）直部门和街道挂职锻炼", 12, Selection.NOMINATION,
        ("enterprise", "county_department", "street"), "办公室副主任",
        (BatchSeed(RETURNED, -15, 6),), allowance=600,
        duties=("协助分管项目推进", "协助分管改革发展", "协助联系基层"),
    ),
    ProgrammeSeed(
        Channel.SECONDMENT, "企业和县（区）直部门挂职锻炼", 12, Selection.NOMINATION,
        ("enterprise", "county_department"), "办公室副主任",
        (BatchSeed(DISPATCHED, -7, 8, shows="account"), BatchSeed(SELECTING, 1, 4)),
        named=("清河城投集团", "青川县财政局"), allowance=600,
        duties=("参与重点项目融资", "参与预算绩效管理", "参与国企改革"), from_counties=False,
    ),
    ProgrammeSeed(
        Channel.SHADOW, "县（区）年轻干部到市级机关跟班学习", 12, Selection.NOMINATION,
        ("city_department",), "跟班学习",
        (BatchSeed(DISPATCHED, -4, 6, shows="county"),),
        named=(BUREAU, "市委组织部", "市发展改革委"), allowance=500,
        duties=("参与规划编制", "参与文稿起草", "参与督查调研"), from_counties=True,
    ),
    ProgrammeSeed(
        Channel.PETITION, "信访督查专员", 6, Selection.NOMINATION, (), "信访督查专员",
        (
            BatchSeed(RETURNED, -13, 3), BatchSeed(DISPATCHED, -6, 4, -12, shows="other"),
            BatchSeed(DECIDED, 0, 3, 5),
        ),
        named=("市信访局",), duties=("督查重点信访事项", "包抓信访积案"),
    ),
    ProgrammeSeed(
        Channel.SERVICE, "科技特派和蹲点调研", None, Selection.ASSIGNMENT, ("township",),
        "蹲点调研员",
        (
            BatchSeed(RETURNED, 0, 6, -70, 30), BatchSeed(DISPATCHED, 0, 5, -5, 30),
            BatchSeed(ANNOUNCED, 0, 6, 20, 30),
        ),
        duties=("驻村蹲点，走访农户", "科技服务，技术培训"),
    ),
    ProgrammeSeed(
        Channel.TASK, "城区拆迁改造攻坚专班", None, Selection.ASSIGNMENT, (), "专班成员",
        (BatchSeed(DISPATCHED, 0, 6, -38, 90, shows="other"), BatchSeed(CANCELLED, 0, 4, -25, 60)),
        named=("市住建局", "市城市管理局"), duties=("入户动员和政策解释", "矛盾纠纷化解"),
    ),
    ProgrammeSeed(
        Channel.SECONDMENT, "县直机关年轻干部到乡镇挂职", 12, Selection.NOMINATION, ("township",),
        "党建办公室副主任",
        (BatchSeed(ANNOUNCED, 0, 3, 25), BatchSeed(DRAFT, 7, 3)), unit=COUNTY,
        duties=("参与党建和乡村治理",), from_counties=True,
    ),
    ProgrammeSeed(
        Channel.TOWNSHIP, "优秀年轻干部到乡镇挂任党政副职（下一轮）", 24, Selection.EXAMINATION,
        ("township",), "党委副书记", (BatchSeed(DRAFT, 4, 6),), seat=Seat.DEPUTY, level="1A42",
        treatment="享受乡科级待遇", allowance=900, state=ProgrammeState.DRAFT,
        from_counties=False,
    ),
)  # fmt: skip
