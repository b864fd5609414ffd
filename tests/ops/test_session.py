"""What a connection says of itself, whatever the server thinks of the matter."""

from django.db import connection

from config.addresses import SESSION, database


def test_no_statement_is_compiled(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_options_of_the_address_come_first() -> None:
    own = "postgresql://host/name?options=-c%20work_mem%3D64MB"
    assert database(own)["OPTIONS"]["options"] == "-c work_mem=64MB"
    assert database("postgresql://host/name")["OPTIONS"]["options"] == SESSION
