"""The party organization as it is called on the paper: 党组, 党委 or 党总支 is not in the tree."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0005_constraints_say_what_to_do"),
    ]

    operations = [
        migrations.AddField(
            model_name="annualreport",
            name="issuer",
            field=models.CharField(blank=True, max_length=50, verbose_name="发文机关"),
        ),
    ]
