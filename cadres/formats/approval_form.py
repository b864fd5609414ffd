"""干部任免审批表: one person's form as texts, whatever file it came in (domain §1.1)."""

from dataclasses import dataclass, fields
from enum import StrEnum


class Edition(StrEnum):
    """The layout that is printed, and the elements that `.lrmx` has."""

    OLD = "old"
    NEW = "new"  # 2025 and later: 到龄时间 and the age limit before the reform


PRESENT = Edition.NEW  # what is made where nobody asks for the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """One row of 家庭主要成员及重要社会关系, as it is written; `birth` is YYYYMM where known."""

    relation: str = ""
    name: str = ""
    birth: str = ""
    politics: str = ""
    work: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalForm:
    """The texts of one form; None for an element that the file has not got at all.

    Months are YYYYMM, days YYYYMMDD, where the file's own writing could be read as such; otherwise
    the text as it stands. `unknown` are elements that we do not know, name and inner XML, in the
    order of the file: they are written back behind ours.
    """

    name: str | None = None
    gender: str | None = None  # 男, 女
    birth: str | None = None
    nation: str | None = None  # 汉族
    native_place: str | None = None
    birth_place: str | None = None
    party: str | None = None  # 201305, 民盟, 201305；民建, 群众 (domain §1.3)
    work_start: str | None = None
    retire_month: str | None = None  # 到龄年月, new edition
    health: str | None = None
    pro_title: str | None = None
    specialty: str | None = None
    fulltime_education: str | None = None
    fulltime_degree: str | None = None
    fulltime_school: str | None = None  # 毕业院校系及专业 of the 学历
    fulltime_degree_school: str | None = None  # of the 学位; empty when it is the same
    inservice_education: str | None = None
    inservice_degree: str | None = None
    inservice_school: str | None = None
    inservice_degree_school: str | None = None
    title: str | None = None  # 现任职务
    planned_post: str | None = None  # 拟任职务
    removed_post: str | None = None  # 拟免职务
    resume: str | None = None  # the official text, domain §1.4
    rewards: str | None = None  # 奖惩情况
    assessments: str | None = None  # 年度考核结果
    grounds: str | None = None  # 任免理由
    family: tuple[Relative, ...] | None = None
    reported_by: str | None = None  # 呈报单位
    age_limit: str | None = None  # 改革前任职年龄界限, new edition
    age_on: str | None = None  # 计算年龄时间
    filled_on: str | None = None  # 填表时间
    filled_by: str | None = None  # 填表人
    id_number: str | None = None
    photo: bytes | None = None  # JPEG or PNG; b"" for an empty element
    version: str | None = None
    unknown: tuple[tuple[str, str], ...] = ()


TEXTS = tuple(
    field.name for field in fields(ApprovalForm) if field.name not in ("family", "photo", "unknown")
)
