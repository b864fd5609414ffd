"""What is done to programmes and batches of the front line (clause 3.1.4)."""

from django.db.models import TextChoices


class ProgrammeVerb(TextChoices):
    """What is done to a programme."""

    EDIT = "edit", "修改项目"
    ADD_BATCH = "add_batch", "新建批次"
    CLOSE = "close", "结束项目"
    REOPEN = "reopen", "恢复项目"


class BatchVerb(TextChoices):
    """What is done to a batch, or to its candidates."""

    EDIT = "edit", "修改批次"
    POSTS = "posts", "登记接收岗位"
    ANNOUNCE = "announce", "发布公告"
    NOMINATE = "nominate", "推荐人选"
    CHECK = "check", "重新审查资格"
    JUDGE = "judge", "认定资格"
    WITHDRAW = "withdraw", "登记退出"
    SELECT = "select", "结束报名"
    SCORE = "score", "登记成绩"
    DECIDE = "decide", "确定人选"
    ASSIGN = "assign", "安排接收岗位"
    DISPATCH = "dispatch", "办理派出"
    BRING_BACK = "bring_back", "办理返回"
    STEP_BACK = "step_back", "退回上一步"
    CANCEL = "cancel", "取消批次"
