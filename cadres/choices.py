"""The enumerations of people and the roster; vocabularies of standards are in `core.codes`."""

from django.db.models import IntegerChoices, TextChoices

# Tables of core/codes that fields of people draw on.
NATION = "GB3304_nation"
HEALTH = "GB2261.3_health_editor"
POLITICAL = "GB4762_political"
EDUCATION = "ZB64_education_editor"
DEGREE = "GB6864_degree_2003"
LEVEL = "ZB09_position_level"
RANK = "ZHIJI_2019_general"
PERSON_STATUS = "ZB126_person_status"
SOURCE = "ENTRY_MODE"
RELATION = "GB4761_family_relation_editor"
EXIT_GROUND = "EXIT_REASON_seed"

SERVING = "1"  # 现职人员, ZB126
HAN = "01"  # 汉族, GB/T 3304
PARTY_MEMBERS = ("01", "02")  # 中共党员 and 预备党员, GB/T 4762


class Gender(TextChoices):
    """GB/T 2261.1, the two that a cadre's file has."""

    MAN = "1", "男"
    WOMAN = "2", "女"


class EducationLevel(IntegerChoices):
    """The neutral level behind the wordings of ZB64; higher is more."""

    SCHOOL = 1, "高中及以下"
    VOCATIONAL = 2, "中专"
    ASSOCIATE = 3, "大学专科"
    BACHELOR = 4, "大学本科"
    GRADUATE = 5, "研究生"


class Tier(IntegerChoices):
    """使用目标 of clauses 2.1–2.4."""

    FIRST = 1, "一级（副科）"
    SECOND = 2, "二级（正科）"
    THIRD = 3, "三级（副县）"
    FOURTH = 4, "四级（正县）"


class HeldBy(TextChoices):
    """Which organization department keeps the person on its list (clauses 2.0 and 4.2)."""

    PROVINCE = "province", "省级掌握"
    CITY = "city", "市级掌握"
    COUNTY = "county", "县级掌握"


class Direction(TextChoices):
    """培养方向 (clause 3.1.0)."""

    GENERAL = "general", "党政综合"
    PARTY = "party", "党务政工"
    ECONOMY = "economy", "经济管理"
    CITY_BUILDING = "building", "城建交通"
    RURAL = "rural", "农业农村"
    LAW = "law", "政法信访"
    CULTURE = "culture", "宣传文教"
    HEALTH = "health", "科技卫健"
    ENTERPRISE = "enterprise", "企业经营"


class RosterStatus(TextChoices):
    """POOL_STATUS: where a person on the roster stands, or how he left it."""

    CULTIVATED = "1", "在库培养"
    CONSIDERED = "2", "列为考察对象"
    USED = "3", "已使用"
    REMOVED = "4", "已调出"
    PAUSED = "5", "暂缓"


OPEN_STATUSES = (RosterStatus.CULTIVATED, RosterStatus.CONSIDERED, RosterStatus.PAUSED)


class EntryMode(TextChoices):
    """How a person came onto the roster (clause 2.0)."""

    INTAKE = "intake", "选拔储备"
    PROVINCE = "province", "省委组织部掌握"
    CITY = "city", "市委组织部掌握"
    COMMITTEE = "committee", "党委（党组）推荐"
    SUPPLEMENT = "supplement", "表现突出补充"


class ExitGround(TextChoices):
    """Why a person left: clause 3.3.3 (1)–(7), over age, promoted."""

    CONDUCT = "1", "思想政治、道德品质、廉洁自律出现问题"
    RESULTS = "2", "工作实绩不突出、发展潜力不大"
    STYLE = "3", "工作作风不扎实、群众意见较大"
    FAILURE = "4", "工作重大失误、造成较大损失或不良影响"
    DISCIPLINE = "5", "受党纪政纪处分或接受司法机关调查"
    APPRAISAL = "6", "民主测评基本称职和不称职比例超限"
    OTHER = "7", "本人自愿退出或其他原因"
    AGE = "8", "超过年龄上限"
    PROMOTED = "9", "已提拔使用或转入后备库"


class Pool(IntegerChoices):
    """后备干部库 (clauses 2.2 and 2.4)."""

    DEPUTY = 1, "市管副县级、县（区）党政副职"
    PRINCIPAL = 2, "正县级、县（区）党政正职"


class LineKind(TextChoices):
    """What a line of a résumé tells of."""

    STUDY = "study", "学习"
    WORK = "work", "工作"


class DisciplineKind(TextChoices):
    """Whose measure it is: Party, government, or organisational handling.

    An investigation is no sanction: it stands from its opening until it is concluded.
    """

    PARTY = "party", "党纪处分"
    GOVERNMENT = "government", "政务处分"
    HANDLING = "handling", "组织处理"
    INVESTIGATION = "investigation", "立案审查调查"


class Grade(TextChoices):
    """The grades of an assessment or appraisal (ZB18)."""

    EXCELLENT = "1", "优秀"
    COMPETENT = "2", "称职"
    BASIC = "3", "基本称职"
    INCOMPETENT = "4", "不称职"


UNGRADED = "5"  # 不定等次, ZB18: assessed, without a grade
