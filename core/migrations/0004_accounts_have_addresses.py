"""Accounts have an e-mail address for reminders, and a word on whether they are wanted there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_duties_are_separate"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="提醒邮件发到这里；不填则只在站内提醒。",
                max_length=120,
                verbose_name="电子邮箱",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="wants_mail",
            field=models.BooleanField(default=True, verbose_name="接收提醒邮件"),
        ),
    ]
