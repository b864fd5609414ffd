"""One shared test world: a small city, one account per role, one that must see nothing, people."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, User
from core.choices import ROLES_OF, AccountKind, Role
from core.demo.city import city
from core.demo.loading import load_units
from core.units.models import Unit
from policy.duties.models import Duty
from tests.world_people import people, roster

PASSWORD = "Ceshi-Mima-2026"


@dataclass
class World:
    """Users by role name (`world.city` …), units by code and by short name, people by name."""

    units: dict[str, Unit]
    named: dict[str, Unit]
    users: dict[str, User] = field(default_factory=dict)
    cadres: dict[str, Cadre] = field(default_factory=dict)

    def stays(self, name: str) -> list[RosterEntry]:
        """Somebody's stays on the roster, the first one first."""
        return list(RosterEntry.objects.filter(cadre=self.cadres[name]).order_by("entered_on"))

    def stay(self, name: str) -> RosterEntry:
        """His last stay."""
        return self.stays(name)[-1]

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]
        except KeyError:
            raise AttributeError(name) from None


PEOPLE = (
    ("city", "林静文", Role.CITY_DEPARTMENT, "清河市"),
    ("county", "韩志远", Role.COUNTY_DEPARTMENT, "青川县"),
    ("secretary", "马建国", Role.UNIT_SECRETARY, "市交通运输局"),
    ("clerk", "方晓彤", Role.UNIT_CLERK, "市交通运输局"),
    ("cadre", "陈思远", Role.CADRE, "市交通运输局"),
    ("auditor", "秦守正", Role.AUDITOR, "清河市"),
    ("sysadmin", "罗一鸣", Role.SYSTEM_ADMINISTRATOR, "清河市"),
    ("secadmin", "高安然", Role.SECURITY_ADMINISTRATOR, "清河市"),
    ("nobody", "吴无权", None, "市交通运输局"),
)


def found() -> World:
    """The world as the database has it."""
    units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    users = {user.username: user for user in User.objects.select_related("unit")}
    cadres = {cadre.name: cadre for cadre in Cadre.objects.select_related("unit")}
    return World(units, {unit.short_name: unit for unit in units.values()}, users, cadres)


def build() -> World:
    """Forty units, the accounts above since 2026-01-01, the people of `tests.world_people`."""
    load_units(city(units=40))
    world = found()
    encoded = make_password(PASSWORD)
    for username, name, role, place in PEOPLE:
        kind = next((k for k, roles in ROLES_OF.items() if role in roles), AccountKind.BUSINESS)
        user = User.objects.create(
            username=username,
            name=name,
            kind=kind,
            unit=world.named[place],
            password=encoded,
            must_change_password=False,
        )
        if role is not None:
            Grant.objects.create(
                user=user,
                account_kind=kind,
                role=role,
                unit=world.named[place],
                during=(date(2026, 1, 1), None),
            )
        world.users[username] = user
    world.cadres = people(world.named)
    roster(world.cadres)
    Duty.objects.all().delete()  # whoever asks about duties has them computed
    Cadre.objects.filter(name="陈思远").update(account=world.cadre)
    world.cadres["陈思远"].refresh_from_db()
    return world
