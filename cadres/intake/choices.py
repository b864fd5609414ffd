"""States and verbs of intake (clause 2.0); cadres/intake/flow.py says what leads where."""

from django.db.models import TextChoices


class BatchState(TextChoices):
    """The life of a batch, in order."""

    DRAFT = "draft", "草稿"
    OPEN = "open", "报名"
    TESTING = "testing", "考试"
    INSPECTING = "inspecting", "考察"
    RANKING = "ranking", "拟定"
    CLOSED = "closed", "已完成"
    CANCELLED = "cancelled", "已取消"


class BatchVerb(TextChoices):
    """What is done to a batch, or to its applicants all at once."""

    EDIT = "edit", "修改批次"
    ANNOUNCE = "announce", "发布公告"
    PROPOSE = "propose", "推荐人选"
    CHECK = "check", "重新审查资格"
    JUDGE = "judge", "认定资格"
    START_TEST = "start_test", "结束报名、进入考试"
    MARK = "mark", "登记考试成绩"
    START_INSPECTION = "start_inspection", "确定入围、进入考察"
    INSPECT = "inspect", "登记考察结果"
    RANK = "rank", "计算排名"
    CHOOSE = "choose", "拟定入库名单"
    ADMIT = "admit", "办理入库"
    CLOSE = "close", "结束批次"
    WITHDRAW = "withdraw", "登记退出"
    RETURN = "return", "退回上一步"
    CANCEL = "cancel", "取消批次"


class ApplicantState(TextChoices):
    """Where an applicant stands, in order; the check follows registration at once."""

    APPLIED = "applied", "已报名"
    QUALIFIED = "qualified", "资格合格"
    UNQUALIFIED = "unqualified", "资格不符"
    TESTED = "tested", "已考试"
    ABSENT = "absent", "缺考"
    SHORTLISTED = "shortlisted", "入围考察"
    INSPECTED = "inspected", "考察合格"
    FAILED = "failed", "考察不合格"
    CHOSEN = "chosen", "拟入库"
    ADMITTED = "admitted", "已入库"
    PASSED_OVER = "passed_over", "未入选"
    WITHDRAWN = "withdrawn", "退出"


class ApplicantVerb(TextChoices):
    """What happens to one applicant."""

    APPLY = "apply", "报名"
    QUALIFY = "qualify", "认定合格"
    DISQUALIFY = "disqualify", "认定不符"
    MARK = "mark", "登记成绩"
    UNMARK = "unmark", "撤销成绩"
    MISS = "miss", "记为缺考"
    SHORTLIST = "shortlist", "列入考察"
    PASS = "pass", "考察合格"
    FAIL = "fail", "考察不合格"
    UNDO = "undo", "撤销考察结果"
    RETEST = "retest", "退回考试"
    CHOOSE = "choose", "列为拟入库"
    UNCHOOSE = "unchoose", "取消拟入库"
    ADMIT = "admit", "入库"
    PASS_OVER = "pass_over", "记为未入选"
    WITHDRAW = "withdraw", "登记退出"
