"""The questions that a reader answers about a record (clause 3.3.2)."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.choices import Answer

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("concrete", "内容具体，针对本人实际，不是套话"),
    ("points", "思想、工作、作风、生活四个方面都谈到"),
    ("honest", "如实反映了不足和困难"),
    ("followed", "苗头性问题有提醒、有督促、有结果"),
    ("speaker", "由单位党组织负责人谈话"),
    ("signed", "有双方签字的附件"),
    ("in_time", "按时谈话、及时登记"),
)
KEYS = tuple(key for key, _label in QUESTIONS)


def failed(answers: Mapping[str, str]) -> list[str]:
    """The questions that were answered 否, in their order."""
    return [label for key, label in QUESTIONS if answers.get(key) == Answer.NO]


def missing(answers: Mapping[str, str]) -> list[str]:
    """The questions without an answer."""
    return [label for key, label in QUESTIONS if answers.get(key) not in Answer.values]
