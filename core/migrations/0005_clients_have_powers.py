"""What a client may be granted beside columns; none of those that there are has any."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_accounts_have_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="apiclient",
            name="powers",
            field=models.JSONField(blank=True, default=list, verbose_name="可办事项"),
        ),
    ]
