"""Where setting up finds and puts things, and the variables that it reads itself."""

import os
import sys
from pathlib import Path

from config.env import PROJECT, Env
from core.embedded.places import var_dir

VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
NODE_MODULES = PROJECT / "node_modules"

# Read from a copy: the programs that we start read `.env` themselves, or, in tests, must not.
env = Env(dict(os.environ))


def port() -> int:
    """The port of the web processes."""
    return env.int("PORT", 8000, low=1, high=65535, help="网页的端口")


def bind() -> str:
    """The address that the web processes listen on."""
    return env.text("QINGLAN_BIND", "127.0.0.1", help="网页监听的地址，0.0.0.0 为所有网卡")


def web_workers() -> int:
    """How many web processes."""
    return env.int("QINGLAN_WEB_WORKERS", 2, low=1, help="网页进程数")


def web_threads() -> int:
    """How many threads in each web process."""
    return env.int("QINGLAN_WEB_THREADS", 4, low=1, help="每个网页进程的线程数")


def job_workers() -> int:
    """How many jobs run at the same time."""
    return env.int("QINGLAN_JOB_WORKERS", 2, low=1, help="同时运行的作业数")


def in_ci() -> bool:
    """Whether nobody watches, so that whatever is missing must fail."""
    return env.bool("CI", False, help="持续集成：缺少浏览器时算失败")


def chosen_var() -> str | None:
    """The folder of everything that this copy keeps, when one was chosen."""
    return env.text("QINGLAN_VAR", None, help="存放一切数据的文件夹，默认是项目下的 var")


def use_var(part: str | None = None) -> Path:
    """Settle on `var` (or a part of it, for servers of its own), for us and all that we start."""
    if chosen := chosen_var():
        os.environ["QINGLAN_VAR"] = str(Path(chosen).absolute())
    if part:
        os.environ["QINGLAN_VAR"] = str(var_dir() / part)
    os.environ["QINGLAN_VAR"] = str(var_dir())
    return var_dir()


def system_python() -> str:
    """The Python that runs us and makes the virtual environment."""
    return sys.executable
