"""A grant's account kind is its account's: the three administrators cannot be one account.

Together with the check that a role fits the kind, the composite foreign key makes the separation of
duties (三员分立) a fact of the database.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE core_grant ADD CONSTRAINT grant_has_the_kind_of_its_account
    FOREIGN KEY (user_id, account_kind) REFERENCES core_user (id, kind)
    DEFERRABLE INITIALLY IMMEDIATE;
"""
BACKWARD = "ALTER TABLE core_grant DROP CONSTRAINT grant_has_the_kind_of_its_account;"


class Migration(migrations.Migration):
    dependencies = [("core", "0002_log_is_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
