"""`manage.py services up|down|status|address`: the embedded PostgreSQL and Redis."""

import sys

from django.core.management.base import BaseCommand

from core.embedded.verbs import VERBS, perform


class Command(BaseCommand):
    """Starts, stops or describes the embedded servers; `status` exits with 1 when one is down."""

    help = "内嵌的 PostgreSQL 和 Redis：启动 up，停止 down，查看状态 status 或地址 address。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=VERBS, metavar="up|down|status|address")

    def handle(self, *args, verb, **options):
        if code := perform(verb):
            sys.exit(code)
