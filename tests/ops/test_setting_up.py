"""Setting up: runs on a bare Python, skips what is done, and ends with one sentence."""

import os
import socket
import subprocess
import sys

import pytest

from config.env import PROJECT
from ops import apt, frontend, stamps, system
from ops.network import refuse_if_taken
from ops.say import SetupError
from ops.shell import quiet, telling_line
from ops.variable_folder import claim, held, holder, is_ours


def ops(*arguments, **variables):
    return subprocess.run(
        [sys.executable, "-B", "-m", "ops", *arguments],
        cwd=PROJECT,
        env=os.environ | {"QINGLAN_ENV_FILE": "", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_needs_nothing_but_the_standard_library():
    code = "import sys; sys.path.insert(0, '.'); import ops.cli"
    subprocess.run([sys.executable, "-I", "-S", "-B", "-c", code], cwd=PROJECT, check=True)


def test_an_unknown_verb_is_told_the_known_ones():
    done = ops("dance")
    assert done.returncode == 2
    assert "run|test|check" in done.stderr


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "http"}, "环境变量 PORT 的值“http”不对：应为整数"),
        ({"PORT": "70000"}, "应在 1 到 65535 之间"),
        ({"QINGLAN_BIND": "not an address"}, "请检查 QINGLAN_BIND 和 PORT"),
    ],
)
def test_a_bad_address_is_one_sentence(tmp_path, variables, sentence):
    done = ops("run", QINGLAN_VAR=str(tmp_path / "var"), **variables)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"端口 {port} 已被别的程序占用"):
            refuse_if_taken("127.0.0.1", port)
    refuse_if_taken("127.0.0.1", port)


def test_a_var_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SetupError, match="不可写"):
        claim(tmp_path / "file" / "var")


def test_one_copy_runs_once(tmp_path):
    claim(tmp_path)
    assert holder(tmp_path) is None
    with held(tmp_path):
        assert holder(tmp_path) == os.getpid()
        with pytest.raises(SetupError, match=f"另一个进程（{os.getpid()}）"), held(tmp_path):
            pass
    assert holder(tmp_path) is None


def test_a_step_is_done_until_its_inputs_change(tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    made_from = tmp_path / "requirements.txt"
    assert not stamps.is_done("step", [made_from])
    stamps.done("step", [made_from])
    assert stamps.is_done("step", [made_from])
    made_from.write_text("Django")
    assert not stamps.is_done("step", [made_from])


def test_reset_touches_only_what_is_ours(tmp_path):
    done = ops("reset", "--yes", QINGLAN_VAR=str(tmp_path / "none"))
    assert "没有什么要删除" in done.stdout
    (tmp_path / "letters").touch()
    done = ops("reset", "--yes", QINGLAN_VAR=str(tmp_path))
    assert done.returncode == 1
    assert "不敢清空" in done.stderr
    assert (tmp_path / "letters").exists()


def test_reset_asks(tmp_path):
    var = tmp_path / "var"
    claim(var)
    assert is_ours(var)
    done = ops("reset", QINGLAN_VAR=str(var))
    assert done.returncode == 1
    assert "YES=1" in done.stderr
    assert var.exists()
    assert ops("reset", "--yes", QINGLAN_VAR=str(var)).returncode == 0
    assert not var.exists()


def test_a_failed_program_is_one_sentence():
    with pytest.raises(SetupError, match=r"安装没有成功（sh：E: no network）"):
        quiet(["sh", "-c", "echo hello; echo E: no network; exit 3"], failing="安装没有成功")
    with pytest.raises(SetupError, match="运行不了 no-such-program"):
        quiet(["no-such-program"], failing="安装没有成功")


def test_the_telling_line_of_an_output():
    assert telling_line("collecting\nERROR: no match\nnotice") == "ERROR: no match"
    assert telling_line("one\ntwo\n") == "two"


def test_who_may_not_install_is_told_the_exact_command(monkeypatch):
    monkeypatch.setattr(apt, "may_install", lambda: False)
    monkeypatch.setattr(system, "_loads", lambda library: "pangoft2" not in library)
    monkeypatch.setattr(system, "_font_files", lambda: {*system.FACES, system.fandol.FILE})
    with pytest.raises(SetupError, match=r"sudo apt-get install -y libpangoft2-1\.0-0"):
        system.install()
    monkeypatch.setattr(system, "_font_files", lambda: set(system.FACES))
    with pytest.raises(SetupError, match="sudo make system"):
        system.install()


def test_a_missing_optional_face_is_said_loudly(monkeypatch, capsys):
    def no_network():
        raise SetupError("下载不了软件包")

    monkeypatch.setattr(apt, "may_install", lambda: True)
    monkeypatch.setattr(system, "_loads", lambda library: True)
    monkeypatch.setattr(system, "_font_files", lambda: set(system.FACES))
    monkeypatch.setattr(system.fandol, "install", no_network)
    system.install()
    assert "没有装上公文正文的仿宋字体" in capsys.readouterr().err


def test_a_vendor_file_that_no_package_brings_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(frontend, "VENDOR", tmp_path / "vendor")
    with pytest.raises(SetupError, match=r"node_modules/none\.js"):
        frontend._copy({"static/vendor/none.js": "node_modules/none.js"})
