"""The eight accounts of the demonstration, one for each role."""

from dataclasses import dataclass, field

from core.demo.city import SMALLEST, city

# One throw-away password for all, printed at every start; it opens nothing but invented data.
PASSWORD = "Qinglan-Yanshi8"


@dataclass(frozen=True, slots=True)
class AccountSeed:
    """An account, the role it is granted and where (`unit_code`), and its holder's own unit."""

    username: str
    name: str
    role: str
    unit_code: str
    home_unit_code: str
    password: str = field(default=PASSWORD, repr=False)


def _accounts() -> tuple[AccountSeed, ...]:
    code = {unit.short_name: unit.code for unit in city(units=SMALLEST)}
    whole, county = code["清河市"], code["青川县"]
    department, bureau = code["市委组织部"], code["市交通运输局"]
    return (
        AccountSeed("city", "林静文", "city_department", whole, department),
        AccountSeed("county", "韩志远", "county_department", county, code["青川县委组织部"]),
        AccountSeed("secretary", "马建国", "unit_secretary", bureau, bureau),
        AccountSeed("clerk", "方晓彤", "unit_clerk", bureau, bureau),
        AccountSeed("cadre", "陈思远", "cadre", bureau, bureau),
        AccountSeed("auditor", "秦守正", "auditor", whole, department),
        AccountSeed("sysadmin", "罗一鸣", "system_administrator", whole, department),
        AccountSeed("secadmin", "高安然", "security_administrator", whole, department),
    )


ACCOUNTS = _accounts()
