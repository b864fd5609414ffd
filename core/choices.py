"""The few enumerations that the whole application speaks."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a grant makes of its holder at a unit. API_CLIENT is never granted to a person."""

    CITY_DEPARTMENT = "city_department", "市委组织部"
    COUNTY_DEPARTMENT = "county_department", "县（区）委组织部"
    UNIT_SECRETARY = "unit_secretary", "单位党组织书记"
    UNIT_CLERK = "unit_clerk", "单位经办人"
    CADRE = "cadre", "干部本人"
    AUDITOR = "auditor", "审计员"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    API_CLIENT = "api_client", "接口客户端"


class AccountKind(TextChoices):
    """Which of the separated duties (三员分立) an account may ever hold."""

    BUSINESS = "business", "业务账号"
    SYSTEM = "system", "系统管理账号"
    SECURITY = "security", "安全管理账号"
    AUDIT = "audit", "审计账号"


BUSINESS_ROLES = (
    Role.CITY_DEPARTMENT,
    Role.COUNTY_DEPARTMENT,
    Role.UNIT_SECRETARY,
    Role.UNIT_CLERK,
    Role.CADRE,
)

ROLES_OF = {
    AccountKind.BUSINESS: BUSINESS_ROLES,
    AccountKind.SYSTEM: (Role.SYSTEM_ADMINISTRATOR,),
    AccountKind.SECURITY: (Role.SECURITY_ADMINISTRATOR,),
    AccountKind.AUDIT: (Role.AUDITOR,),
}

# Their reach is the whole city wherever the grant stands, so it may stand at the root alone.
WHOLE_TREE_ROLES = frozenset({Role.CITY_DEPARTMENT, Role.AUDITOR})

GRANTABLE_ROLES = tuple(role for roles in ROLES_OF.values() for role in roles)


class UnitKind(TextChoices):
    """What a unit is; `GROUP` is a heading in the tree (B0194 机构分组), never an employer."""

    CITY = "city", "市"
    GROUP = "group", "机构分组"
    CITY_DEPARTMENT = "city_department", "市直机关"
    COUNTY = "county", "县（区）"
    COUNTY_DEPARTMENT = "county_department", "县（区）直机关"
    TOWNSHIP = "township", "乡镇"
    STREET = "street", "街道"
    ENTERPRISE = "enterprise", "企业"
    INSTITUTION = "institution", "事业单位"


class UnitLevel(TextChoices):
    """机构级别 (ZB03), the levels that exist in a prefecture-level city and below."""

    BUREAU_PRINCIPAL = "105", "厅局级正职"
    BUREAU_DEPUTY = "106", "厅局级副职"
    COUNTY_PRINCIPAL = "107", "县处级正职"
    COUNTY_DEPUTY = "108", "县处级副职"
    SECTION_PRINCIPAL = "109", "乡科级正职"
    SECTION_DEPUTY = "110", "乡科级副职"
