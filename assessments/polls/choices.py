"""The enumerations of polls (domain §6.2)."""

from django.db.models import TextChoices


class PollKind(TextChoices):
    """What a poll is held for."""

    ANNUAL = "annual", "年度测评"
    SPECIAL = "special", "专项测评"


class PollState(TextChoices):
    """draft -> open -> closed -> counted; cancelled from any state before it is counted."""

    DRAFT = "draft", "准备中"
    OPEN = "open", "投票中"
    CLOSED = "closed", "已截止"
    COUNTED = "counted", "已封存"
    CANCELLED = "cancelled", "已作废"


class PollVerb(TextChoices):
    """What is done with a poll."""

    EDIT = "edit", "修改"
    ISSUE = "issue", "印制测评票"
    OPEN = "open", "开始投票"
    CLOSE = "close", "截止投票"
    ENTER = "enter", "录入纸质票"
    COUNT = "count", "开箱计票"
    SHARE = "share", "反馈单位"
    CANCEL = "cancel", "作废"


class Category(TextChoices):
    """Who votes: each kind of voters is counted apart and has its weight."""

    A = "A", "领导班子成员"
    B = "B", "中层干部"
    C = "C", "职工或服务对象"


class VotingMode(TextChoices):
    """How a category votes."""

    CODES = "codes", "扫码投票"
    PAPER = "paper", "纸质投票"


class Aspect(TextChoices):
    """The five aspects of clause 3.3.4, in the order in which a ballot's marks are kept."""

    POLITICS = "politics", "思想政治"
    RESULTS = "results", "工作实绩"
    STYLE = "style", "工作作风"
    INTEGRITY = "integrity", "廉洁自律"
    SHORTCOMINGS = "shortcomings", "自身不足改进"


class Level(TextChoices):
    """A mark on an aspect."""

    GOOD = "1", "好"
    FAIR = "2", "较好"
    PLAIN = "3", "一般"
    POOR = "4", "差"


class Overall(TextChoices):
    """The mark on the whole: the grades of ZB18, or no opinion, which stays in the count."""

    EXCELLENT = "1", "优秀"
    COMPETENT = "2", "称职"
    BASIC = "3", "基本称职"
    INCOMPETENT = "4", "不称职"
    ABSTAIN = "0", "不了解（弃权）"


class Fit(TextChoices):
    """Whether somebody should stay on the list."""

    YES = "y", "适宜"
    NO = "n", "不适宜"
    ABSTAIN = "0", "弃权"


NOT_MARKED = "-"  # no mark at all
MARKED_TWICE = "x"  # more than one
