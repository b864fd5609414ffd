"""`make check`: everything that can be said about the code without running it."""

import os
import secrets
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from config.env import PROJECT
from ops import places, services, setup
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
    """Run every check even after one has failed, on all cores; returns 1 when any has."""
    places.use_var("test")
    setup.for_checking()
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        for name, passed, said in cores.map(_run, _checks()):
            print(f"── {name}\n{said}", end="", flush=True)
            failed += [] if passed else [name]
    if failed:
        print(f"没有通过：{'、'.join(failed)}", flush=True)
        return 1
    print("检查全部通过。", flush=True)
    return 0


def _run(check: Check) -> tuple[str, bool, str]:
    """Its name, whether it passes, and what it says."""
    name, line, extra = check
    done = subprocess.run(
        [program(line[0]), *line[1:]], cwd=PROJECT, env=os.environ | dict(extra), check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    return name, done.returncode == 0, done.stdout


def _checks() -> list[Check]:
    """The longest one first: the others are done while it runs."""
    development = services.THROW_AWAY
    # Lint alone: djlint's formatter would break inline elements apart and add blanks to the pages.
    templates: list[Check] = [("templates", ["djlint", "--lint", "--quiet", "templates"], {})]
    manage = ["python", "manage.py"]
    return [
        ("类型", ["mypy"], development),
        ("ruff", ["ruff", "check", "."], {}),
        ("ruff 排版", ["ruff", "format", "--check", "."], {}),
        ("导入方向", ["lint-imports"], {}),
        *(templates if (PROJECT / "templates").is_dir() else []),
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
