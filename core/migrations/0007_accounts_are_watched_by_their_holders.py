"""Sessions know whose they are, authenticators' keys are sealed, holders are written to.

Whoever is logged in has to log in again: the former table of sessions goes.
"""

import binascii

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.accounts.models import AUTHENTICATOR_KEY, sealed_key
from core.sealed import unseal


def seal_keys(apps, _editor) -> None:
    """Keys were kept in hexadecimal digits; one that is not (made by hand) opens nothing anyway."""
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        try:
            key = binascii.unhexlify(device.key)
        except binascii.Error:
            continue
        device.key = sealed_key(key)
        device.save(update_fields=["key"])


def open_keys(apps, _editor) -> None:
    """The way back."""
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        device.key = unseal(binascii.a2b_base64(device.key), AUTHENTICATOR_KEY).hex()
        device.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_one_word_for_one_thing"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Authenticator",
            fields=[],
            options={
                "verbose_name": "动态口令",
                "verbose_name_plural": "动态口令",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("otp_totp.totpdevice",),
        ),
        migrations.RunPython(seal_keys, open_keys),
        migrations.CreateModel(
            name="LoginSession",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="login_sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "登录会话",
                "verbose_name_plural": "登录会话",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccountLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("password", "本人修改了密码"),
                            ("reset", "系统管理员重置了密码"),
                            ("recovered", "在服务器上找回了账号，密码已重置，动态口令已解除"),
                            ("totp_on", "启用了动态口令"),
                            ("totp_off", "停用了动态口令"),
                            ("totp_removed", "系统管理员解除了动态口令"),
                            ("code_again", "有人填对了密码，却用了已经用过的动态口令"),
                            ("locked", "连续登录错误，账号被锁定"),
                            ("address", "系统管理员修改了电子邮箱，以后的邮件发到新邮箱"),
                        ],
                        max_length=12,
                        verbose_name="事项",
                    ),
                ),
                ("address", models.EmailField(max_length=120, verbose_name="邮箱")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="发送次数")),
                (
                    "retry_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, null=True, verbose_name="下次发送时间"
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="发送时间")),
                (
                    "fault",
                    models.CharField(blank=True, max_length=200, verbose_name="失败原因"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "账号通知",
                "verbose_name_plural": "账号通知",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("retry_at__isnull", False)),
                        fields=["retry_at"],
                        name="letter_to_send",
                    )
                ],
            },
        ),
    ]
