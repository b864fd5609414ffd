"""`manage.py prepare`: everything between a database and a running system, in one start."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.reached import reach_database
from config.static_files import collect
from core.units.models import Unit
from policy.plan.loader import load


class Command(BaseCommand):
    """Migrations, code tables, the plan, the demonstration when empty, static files; repeatable."""

    help = "准备系统：数据库结构、代码表、实施方案、演示数据（仅演示系统且为空时）、静态文件。"

    def handle(self, *args, **options) -> None:
        reach_database(remedy="请检查 DATABASE_URL 和数据库是否已经启动。")
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write("数据库结构已更新。")
        call_command("load_codes", stdout=self.stdout)
        load(on=timezone.localdate())
        if settings.DEMO and not Unit.objects.exists():
            call_command("seed_demo", stdout=self.stdout)
        if collect():
            self.stdout.write("静态文件已就绪。")
