"""Cases of the demonstration: opened, spoken to, observed, kept, released and put forward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from assessments.cases import services
from assessments.cases.choices import UnitOpinion
from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from assessments.findings.choices import FindingSource
from assessments.findings.models import ConductFinding
from cadres.choices import ExitGround
from cadres.demo.on_roster import on_roster_now
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.accounts.models import User

DAY = timedelta(days=1)
MEETING = "市委组织部部务会"
STATEMENT = "组织指出的问题属实，本人认识到错误，已制定整改措施，请组织监督。"
WISH = "本人因家庭原因申请退出重点掌握名单，书面申请已由单位党组织收存。"
MERIT = "牵头完成全市交通治堵专项任务，连续两年受到市政府通报表扬，群众评价好。"
FOUND = (
    (
        ExitGround.CONDUCT,
        "违规收受服务对象礼品，已退还并作出检讨。",
        "在廉洁自律方面出现问题。",
    ),
    (
        ExitGround.STYLE,
        "近半年群众来信反映工作推诿 4 件，核查属实 3 件。",
        "工作作风不扎实，干部职工意见较大。",
    ),
    (
        ExitGround.FAILURE,
        "负责的项目招标文件审核失误，造成返工损失 28 万元。",
        "工作中发生重大失误，造成较大损失。",
    ),
)
