"""A report's passages and opinions are found by their constraints; a second index was idle."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0003_content_is_packed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="opinion",
            name="report",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="opinions",
                to="reporting.annualreport",
                verbose_name="报告",
            ),
        ),
        migrations.AlterField(
            model_name="passage",
            name="report",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="passages",
                to="reporting.annualreport",
                verbose_name="报告",
            ),
        ),
    ]
