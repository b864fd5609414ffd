"""Nothing writes or deletes what was filed, whoever asks the database."""

from django.db import migrations

SEAL = """
CREATE FUNCTION reporting_refuse_filing_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a filed report is not changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER filing_is_sealed BEFORE UPDATE OR DELETE ON reporting_filing
    FOR EACH ROW EXECUTE FUNCTION reporting_refuse_filing_change();
"""
UNSEAL = """
DROP TRIGGER filing_is_sealed ON reporting_filing;
DROP FUNCTION reporting_refuse_filing_change();
"""


class Migration(migrations.Migration):
    """A trigger of the table of filings."""

    dependencies = [("reporting", "0001_annual_reports")]
    operations = [migrations.RunSQL(SEAL, UNSEAL)]
