"""`manage.py prepare`: everything between a database and a running system, in one start."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from config.static_files import collect
from core.units.models import Unit


class Command(BaseCommand):
    """Migrations, code tables, the demonstration city when empty, static files; repeatable."""

    help = "准备系统：数据库结构、代码表、演示数据（仅演示系统且为空时）、静态文件。"

    def handle(self, *args, **options) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            reason = str(error).strip().splitlines()[-1]
            raise CommandError(
                f"连不上数据库：{reason}。请检查 DATABASE_URL 和数据库是否已经启动。"
            ) from None
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write("数据库结构已更新。")
        call_command("load_codes", stdout=self.stdout)
        if settings.DEMO and not Unit.objects.exists():
            call_command("seed_demo", stdout=self.stdout)
        if collect():
            self.stdout.write("静态文件已就绪。")
