"""Sessions know whose they are, authenticators' keys are sealed, holders are written to.

Whoever is logged in has to log in again: the former table of sessions goes.
"""

from base64 import b64decode

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.accounts.models import AUTHENTICATOR_KEY, sealed_key
from core.sealed import BrokenSeal, unseal

LONGEST = 31  # bytes of a key whose seal fits the column; ours are 20
# As `django.contrib.sessions` makes it: the previous release needs it on the way back.
SESSIONS = """
CREATE TABLE django_session (
    session_key varchar(40) PRIMARY KEY, session_data text NOT NULL, expire_date timestamptz NOT NULL
);
CREATE INDEX django_session_expire_date_a5c62663 ON django_session (expire_date);
"""


def seal_keys(apps, _editor) -> None:
    """Keys were kept in hexadecimal digits. Those that are not ours (made by hand) open nothing."""
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        try:
            key = bytes.fromhex(device.key)
        except ValueError:
            continue
        if len(key) <= LONGEST:
            device.key = sealed_key(key)
            device.save(update_fields=["key"])


def open_keys(apps, _editor) -> None:
    """The way back."""
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        try:
            device.key = unseal(b64decode(device.key), AUTHENTICATOR_KEY).hex()
        except (BrokenSeal, ValueError):
            continue
        device.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_one_word_for_one_thing"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.RunSQL("DROP TABLE IF EXISTS django_session", SESSIONS),
        migrations.AddField(
            model_name="user",
            name="logins_seen_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="查看登录情况的时间"
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                condition=models.Q(("action", "login_failed")),
                fields=["subject_label", "-id"],
                name="audit_failures_by_name",
            ),
        ),
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
                            ("address", "系统管理员修改了电子邮箱，以后的邮件不再发到这里"),
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
