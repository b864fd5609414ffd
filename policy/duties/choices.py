"""The enumerations of duties."""

from django.db.models import TextChoices


class DutyState(TextChoices):
    """open -> done | withdrawn; done | withdrawn -> open when the facts change; open <-> waived."""

    OPEN = "open", "应办"
    DONE = "done", "已办"
    WAIVED = "waived", "已免办"
    WITHDRAWN = "withdrawn", "不再要求"


class Light(TextChoices):
    """How a duty stands on a day: shape, colour and word of it on every page."""

    OVERDUE = "overdue", "逾期"
    SOON = "soon", "将到期"
    LATER = "later", "未到期"
    DONE = "done", "已办"
    WAIVED = "waived", "已免办"
    WITHDRAWN = "withdrawn", "不再要求"


# The colours of templates/components/light.html.
COLOURS = {
    Light.OVERDUE: "red",
    Light.SOON: "yellow",
    Light.LATER: "none",
    Light.DONE: "green",
    Light.WAIVED: "waived",
    Light.WITHDRAWN: "none",
}


class Subject(TextChoices):
    """Whom a duty is about."""

    CADRE = "cadre", "干部"
    UNIT = "unit", "单位"
