"""A setting that cannot be used stops the start with one sentence; it never repeats a password."""

import os
import subprocess
import sys

import pytest

from config.env import PROJECT


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=PROJECT,
        env=os.environ | {"QINGLAN_ENV_FILE": ""} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("API_RATE", "abc", "应为“次数/单位”"),
        ("API_RATE", "300", "应为“次数/单位”"),
        ("API_RATE", "0/min", "应为“次数/单位”"),
        ("API_RATE", "5/fortnight", "应为“次数/单位”"),
        ("IDLE_MINUTES", "0", "应在 1 到 720 之间"),
        ("PASSWORD_MAX_AGE_DAYS", "0", "应在 1 到 3650 之间"),
        ("PASSWORD_MAX_AGE_DAYS", "2147483647", "应在 1 到 3650 之间"),
        ("DATABASE_URL", "mysql://me:hunter2@h/db", "应为以 postgresql://、postgres:// 开头"),
        ("DATABASE_URL", "qinglan", "应为以 postgresql://"),
        ("DATABASE_URL", "postgresql://me:hunter2@h:port/db", "主机或端口写得不对"),
        ("DATABASE_URL", "postgresql://me:hunter2@h:5432", "末尾应为 /库名"),
        ("DATABASE_URL", "postgresql://me:hunter2@h/db?nonsense=1", "没有名为 nonsense 的连接参数"),
        ("REDIS_URL", "http://:hunter2@h", "应为以 redis://、rediss://、unix:// 开头"),
        ("REDIS_URL", "redis://:hunter2@h:port/0", "主机、端口或参数写得不对"),
        ("REDIS_URL", "redis://:hunter2@h/zero", "库号“zero”应为整数"),
        ("REDIS_URL", "redis://", "没有写主机"),
        ("REDIS_URL", "unix:///x?db=zero", "主机、端口或参数写得不对"),
    ],
)
def test_a_bad_value_is_one_sentence(name, value, reason):
    ended = start(**{name: value})
    lines = ended.stderr.strip().splitlines()
    assert ended.returncode == 1
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith(f"配置有误：环境变量 {name} 的值")
    assert reason in lines[0]
    assert "hunter2" not in lines[0]


def test_good_values_start():
    ended = start(
        API_RATE="10/hour",
        IDLE_MINUTES="1",
        PASSWORD_MAX_AGE_DAYS="3650",
        DATABASE_URL="postgresql://me:p%40ss@db:5432/qinglan?sslmode=require",
        REDIS_URL="rediss://:p@h:6380/2",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
