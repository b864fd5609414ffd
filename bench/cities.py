"""The invented city in two sizes, and who asks: a browser of the city department, and a program."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench import databases
from core.accounts.models import User
from core.clients.models import ApiClient
from core.clients.tokens import new_token
from core.demo.city import city
from core.demo.loading import load_accounts, load_units
from core.listing.entity import Entity, grantable_of
from core.units.entities import UNITS
from core.units.models import Unit

LARGE, SMALL = 100_000, 1_000
BACKEND = "core.accounts.backends.AccountBackend"


@dataclass
class City:
    """A database with `units` units."""

    database: str
    units: int

    def __str__(self) -> str:
        return f" {self.units:,} 个单位"

    def fill(self) -> None:
        """Units and accounts as the demonstration has them, and what autovacuum would do."""
        self.enter()
        load_units(city(units=self.units))
        load_accounts()
        self.tidy()

    def enter(self) -> "City":
        """Make this the city that statements speak of."""
        databases.use(self.database)
        return self

    def tidy(self) -> None:
        """Statistics and visibility as they are an hour after the last change."""
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    @cached_property
    def viewer(self) -> User:
        """The city department: sees every unit."""
        return User.objects.get(username="city")

    @cached_property
    def auditor(self) -> User:
        """Sees the log."""
        return User.objects.get(username="auditor")

    def browser(self, user: User) -> Client:
        """A logged-in browser. Real templates, no instrumentation: this is no test run."""
        client = Client(SERVER_NAME="localhost")
        client.force_login(user, backend=BACKEND)
        return client

    def program(self, entity: Entity = UNITS) -> Client:
        """A program with a token for every column of the entity but what is kept sealed."""
        token = new_token()
        ApiClient.objects.create(
            name=f"bench {token.prefix}",
            unit=Unit.objects.get(depth=1),
            fields={entity.name: [c.name for c in grantable_of(entity) if not c.secret]},
            prefix=token.prefix,
            token_hash=token.digest,
            expires_on=timezone.localdate() + timedelta(days=1),
        )
        return Client(SERVER_NAME="localhost", headers={"authorization": f"Bearer {token.text}"})
