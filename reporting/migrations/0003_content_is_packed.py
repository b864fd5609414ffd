"""The content of a report is kept packed (core/packed.py); what was gathered before stays."""

from django.db import migrations

import core.packed

AT_ONCE = 20  # contents in memory


def _pack(apps, schema_editor):
    rows = apps.get_model("reporting", "AnnualReport").objects.using(schema_editor.connection.alias)
    for one in rows.only("pk", "content").iterator(chunk_size=AT_ONCE):
        rows.filter(pk=one.pk).update(packed=one.content)


def _unpack(apps, schema_editor):
    rows = apps.get_model("reporting", "AnnualReport").objects.using(schema_editor.connection.alias)
    for one in rows.only("pk", "packed").iterator(chunk_size=AT_ONCE):
        rows.filter(pk=one.pk).update(content=one.packed)


class Migration(migrations.Migration):
    """JSON becomes bytes, by a column beside it."""

    dependencies = [("reporting", "0002_filings_are_sealed")]
    operations = [
        migrations.AddField(
            "annualreport",
            "packed",
            core.packed.PackedJSONField("数据", default=dict, editable=False),
        ),
        migrations.RunPython(_pack, _unpack),
        migrations.RemoveField("annualreport", "content"),
        migrations.RenameField("annualreport", "packed", "content"),
    ]
