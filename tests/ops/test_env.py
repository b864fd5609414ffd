"""Reading settings: values, defaults, and the one sentence for each bad one."""

import pytest

from config.bad_setting import BadSetting
from config.env import REQUIRED, Env


def env(**variables):
    return Env({"QINGLAN_ENV_FILE": "", **variables})


@pytest.mark.parametrize(
    ("read", "raw", "value"),
    [
        (lambda e: e.text("X"), " 清河市 ", "清河市"),
        (lambda e: e.int("X"), "8000", 8000),
        (lambda e: e.bool("X"), "YES", True),
        (lambda e: e.bool("X"), "0", False),
        (lambda e: e.list("X"), "a, b,,c ", ["a", "b", "c"]),
        (lambda e: e.choice("X", None, ["INFO", "ERROR"]), "ERROR", "ERROR"),
        (lambda e: e.url("X", schemes=["redis", "unix"]), "redis://h/0", "redis://h/0"),
        (lambda e: e.secret("X"), "s3cret", "s3cret"),
    ],
)
def test_a_good_value_is_converted(read, raw, value):
    assert read(env(X=raw)) == value


@pytest.mark.parametrize(
    ("read", "raw", "why"),
    [
        (lambda e: e.int("X"), "８千", "应为整数"),
        (lambda e: e.int("X", low=1, high=9), "0", "应在 1 到 9 之间"),
        (lambda e: e.bool("X"), "maybe", "应为 1 或 0"),
        (lambda e: e.choice("X", None, ["INFO", "ERROR"]), "LOUD", "只能是 INFO、ERROR 之一"),
        (lambda e: e.url("X", schemes=["redis"]), "http://h", "应为以 redis:// 开头的地址"),
    ],
)
def test_a_bad_value_is_named_with_its_reason_and_remedy(read, raw, why):
    with pytest.raises(BadSetting) as stopped:
        read(env(X=raw))
    sentence = str(stopped.value)
    assert "环境变量 X" in sentence
    assert why in sentence
    assert "改正" in sentence


def test_an_address_with_a_password_is_not_repeated():
    with pytest.raises(BadSetting) as stopped:
        env(X="http://me:hunter2@h").url("X", schemes=["redis"])
    assert "hunter2" not in str(stopped.value)


@pytest.mark.parametrize("variables", [{}, {"X": "  "}])
def test_unset_and_empty_give_the_default(variables):
    assert env(**variables).text("X", None) is None
    assert env(**variables).int("X", 5) == 5


def test_a_required_variable_must_be_set():
    with pytest.raises(BadSetting, match="没有设置环境变量 X（用途）"):
        env().text("X", REQUIRED, help="用途")


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path):
    (tmp_path / "key").write_text("abc\n")
    assert env(X_FILE=str(tmp_path / "key")).secret("X") == "abc"
    with pytest.raises(BadSetting, match="X_FILE"):
        env(X_FILE=str(tmp_path / "none")).secret("X")


def test_a_secret_of_our_own_is_made_once_for_us_alone(tmp_path):
    kept = tmp_path / "new" / "key"
    first = env().secret("X", file=kept)
    assert len(first) > 50
    assert env().secret("X", file=kept) == first
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["key"]


def test_every_variable_asked_for_is_listed():
    reader = env()
    reader.int("PORT", 8000, help="端口")
    assert reader.asked["PORT"].default == 8000
    assert reader.asked["PORT"].help == "端口"


def test_the_environment_goes_before_the_file(tmp_path):
    file = tmp_path / "settings"
    file.write_text("A=file\nB=file\n")
    reader = Env({"QINGLAN_ENV_FILE": str(file), "A": "environment"})
    assert (reader.text("A"), reader.text("B")) == ("environment", "file")


def test_a_broken_file_is_named_with_its_line(tmp_path):
    file = tmp_path / "settings"
    file.write_text("A=1\nnonsense\n")
    with pytest.raises(BadSetting, match="第 2 行"):
        Env({"QINGLAN_ENV_FILE": str(file)})
