"""`make run`: set up, start everything, say where it is, and stop everything at the end."""

import os
import signal
import subprocess
import time
from pathlib import Path

from config.env import PROJECT
from ops import leftovers, places, services, setup
from ops.children import adopt_orphans
from ops.network import is_healthy, listen, reachable, refuse_if_taken
from ops.say import SetupError, note, step
from ops.shell import in_the_open, quiet
from ops.variable_folder import claim, held

STARTING = 120.0  # seconds until /healthz must answer
STOPPING = 15.0  # seconds; honcho itself kills after 5


def run() -> int:
    """Returns 0 when told to stop, 1 when something ended by itself."""
    var, host, port = places.use_var(), places.bind(), places.port()
    claim(var)
    with held(var):
        adopt_orphans()
        if number := leftovers.stop(var):
            note(f"已停止上次没有正常结束的 {number} 个进程。")
        refuse_if_taken(host, port)
        setup.for_running()
        os.environ.update(dict(places.env.environ) | _environment(host, port))
        with services.running():
            return _serve(var, host, port)


def _environment(host: str, port: int) -> dict[str, str]:
    """What the processes need to know beyond what the user has set."""
    real_database = places.env.text("DATABASE_URL", None)
    demo = places.env.bool("QINGLAN_DEMO", not real_database)
    here = f"http://{listen(reachable(host), port)}"
    return {
        "QINGLAN_DEMO": "1" if demo else "0",
        "PORT": str(port),
        "BASE_URL": places.env.text("BASE_URL", here),
        "QINGLAN_LISTEN": listen(host, port),
        "QINGLAN_WEB_WORKERS": str(places.web_workers()),
        "QINGLAN_WEB_THREADS": str(places.web_threads()),
        "QINGLAN_JOB_WORKERS": str(places.job_workers()),
    }


def _serve(var: Path, host: str, port: int) -> int:
    step("准备数据库和页面文件")
    if in_the_open([places.PYTHON, "manage.py", "prepare"]):
        raise SetupError("数据库没有准备好，原因见上。")
    step("启动网页、作业和定时进程")
    everything = subprocess.Popen(
        [places.PYTHON, "-m", "ops.processes"],
        cwd=PROJECT,
        env=os.environ | leftovers.marked(var),
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us alone, and we end the others in order
    )
    try:
        accounts = _demonstration_accounts()  # while the others start
        _wait_until_healthy(everything, host, port)
        _tell(host, port, accounts)
        everything.wait()
        raise SetupError("有一个进程自己结束了，其余的也已停止，原因见上。")
    except KeyboardInterrupt:
        step("正在停止……")
        return 0
    finally:
        _ignore_impatience()
        _stop(everything, var)


def _wait_until_healthy(everything: subprocess.Popen[bytes], host: str, port: int) -> None:
    deadline = time.monotonic() + STARTING
    while not is_healthy(host, port):
        if everything.poll() is not None:
            raise SetupError("网页、作业或定时进程没有起来，原因见上。")
        if time.monotonic() > deadline:
            raise SetupError(f"等了 {STARTING:.0f} 秒，网页还没有应答 /healthz。原因见上。")
        time.sleep(0.1)


def _demonstration_accounts() -> str:
    if os.environ["QINGLAN_DEMO"] != "1":
        return ""
    return quiet([places.PYTHON, "manage.py", "demo_accounts"], failing="列不出演示账号").rstrip()


def _tell(host: str, port: int, accounts: str) -> None:
    lines = ["", f"青蓝已经启动：http://{listen(reachable(host), port)}/", ""]
    if accounts:
        lines += ["演示账号：", accounts, ""]
    print("\n".join([*lines, "按 Ctrl-C 停止。", ""]), flush=True)


def _ignore_impatience() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _stop(everything: subprocess.Popen[bytes], var: Path) -> None:
    everything.terminate()
    try:
        everything.wait(STOPPING)
    except subprocess.TimeoutExpired:
        everything.kill()
    leftovers.stop(var)
