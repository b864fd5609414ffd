"""`manage.py serving_role`: a database role for web and workers that cannot change tables."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.errors import DomainError
from core.serving_role import allow


class Command(BaseCommand):
    """Run as the owner of the tables, after every `prepare`: new tables need their rights."""

    help = (
        "给数据库里的一个角色提供服务所需的权限：可以读写数据，不能改表，"
        "操作日志只能追加。以表的所有者运行，每次 prepare 之后再运行一次。"
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("role", metavar="角色", help="网页和后台任务连接数据库所用的角色")

    @transaction.atomic
    def handle(self, *args, role: str, **options) -> None:
        try:
            allow(role)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"角色“{role}”可以提供服务了：不能改表，操作日志只能追加。")
