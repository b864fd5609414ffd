"""`make check`: everything that can be said about the code without running it."""

import secrets
from collections.abc import Mapping, Sequence

from config.env import PROJECT
from ops import places, services, setup
from ops.shell import in_the_open
from ops.venv import program

# Settings as in production, only for looking at them: nothing is connected to.
PRODUCTION = {
    "QINGLAN_ENV_FILE": "",
    "QINGLAN_DEMO": "0",
    "DATABASE_URL": "postgresql://qinglan@127.0.0.1/qinglan",
    "REDIS_URL": "redis://127.0.0.1/0",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "AUDIT_KEY": secrets.token_urlsafe(64),
    "IDENTITY_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "qinglan.example",
    "HTTPS": "1",
}
# Whether models and migrations agree needs no database, only their history would.
NO_DATABASE = "ignore:Got an error checking a consistent migration history:RuntimeWarning"

Check = tuple[str, Sequence[str], Mapping[str, str]]


def check() -> int:
    """Run every check even after one has failed; returns 1 when any has."""
    places.use_var("test")
    setup.for_checking()
    failed = [name for name, line, extra in _checks() if not _passes(name, line, extra)]
    if failed:
        print(f"没有通过：{'、'.join(failed)}", flush=True)
        return 1
    print("检查全部通过。", flush=True)
    return 0


def _passes(name: str, line: Sequence[str], extra: Mapping[str, str]) -> bool:
    print(f"── {name}", flush=True)
    return in_the_open([program(line[0]), *line[1:]], extra) == 0


def _checks() -> list[Check]:
    development = services.THROW_AWAY
    # Lint alone: djlint's formatter would break inline elements apart and add blanks to the pages.
    templates: list[Check] = [("templates", ["djlint", "--lint", "--quiet", "templates"], {})]
    manage = ["python", "manage.py"]
    return [
        ("ruff", ["ruff", "check", "."], {}),
        ("ruff 排版", ["ruff", "format", "--check", "."], {}),
        ("导入方向", ["lint-imports"], {}),
        *(templates if (PROJECT / "templates").is_dir() else []),
        ("类型", ["mypy"], development),
        (
            "迁移与模型一致",
            ["python", "-W", NO_DATABASE, "manage.py", "makemigrations", "--check", "--dry-run"],
            development,
        ),
        (
            "生产配置",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCTION,
        ),
    ]
