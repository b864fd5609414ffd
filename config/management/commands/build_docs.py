"""`manage.py build_docs`: write `docs/reference/` anew; needs no database."""

from django.core.management.base import BaseCommand

from config.reference import DOCUMENTS, FOLDER


class Command(BaseCommand):
    """Entities, settings, visibility and OpenAPI; the same code gives the same bytes."""

    help = "生成 docs/reference/ 下的参考文档。"
    requires_system_checks = ()

    def handle(self, *args, **options) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, document in DOCUMENTS.items():
            file, text = FOLDER / name, document()
            changed = not file.is_file() or file.read_text(encoding="utf-8") != text
            file.write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/reference/{name}：{'已更新' if changed else '没有变化'}。")
