"""The embedded servers: up twice, down, and back after a kill with the data intact."""

import signal

import psycopg2
import pytest
import redis

from core.embedded import places
from core.embedded.processes import send, working_in


def ask(sql):
    line = psycopg2.connect(places.postgres_url())
    try:
        line.autocommit = True
        with line.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None
    finally:
        line.close()


def queue():
    return redis.Redis.from_url(places.redis_url())


def test_up_status_and_down(copy):
    assert copy.servers("status")[0] == 1
    assert copy.servers("up")[0] == 0
    assert copy.servers("status") == (0, "PostgreSQL：正在运行。\nRedis：正在运行。\n")
    assert copy.servers("up") == (0, "")
    assert copy.servers("down")[0] == 0
    assert copy.servers("status") == (1, "PostgreSQL：没有运行。\nRedis：没有运行。\n")


def test_the_database_speaks_unicode_and_only_on_its_socket(copy):
    copy.servers("up")
    assert ask("SELECT lower('Ä𠮷'), current_setting('server_encoding')") == [("ä𠮷", "UTF8")]
    assert ask("SHOW listen_addresses") == [("",)]
    assert places.postgres_sockets().stat().st_mode & 0o077 == 0
    assert places.redis_socket().parent.stat().st_mode & 0o077 == 0


def test_everything_killed_comes_back_with_its_data(copy):
    copy.servers("up")
    ask("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    queue().set("kept", "yes")
    postmaster = int((places.postgres_data() / "postmaster.pid").read_text().split()[0])
    send(postmaster, signal.SIGKILL)
    for pid in working_in(places.var_dir() / "redis", "redis-server"):
        send(pid, signal.SIGKILL)
    with (places.var_dir() / "redis" / "appendonly.aof").open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$1")  # the machine went down in the middle of a write

    assert copy.servers("up")[0] == 0
    assert ask("SELECT count(*) FROM kept") == [(1000,)]
    assert queue().get("kept") == b"yes"


def test_a_damaged_queue_is_set_aside_and_said(copy):
    copy.servers("up")
    copy.servers("down")
    (places.var_dir() / "redis" / "appendonly.aof").write_bytes(b"nonsense\r\n" * 10)
    code, said = copy.servers("up")
    assert code == 0, said
    assert "Redis 的文件有损坏" in said


def test_real_servers_are_left_alone(copy):
    elsewhere = {"DATABASE_URL": "postgresql://h/db", "REDIS_URL": "redis://h/0"}
    code, said = copy.servers("status", **elsewhere)
    assert code == 0
    assert "不由本机管理" in said
    assert copy.servers("up", **elsewhere) == (0, "")
    assert not places.postgres_home().exists()


def test_what_was_meant_to_last_is_not_thrown_away(copy):
    copy.servers("up")
    copy.servers("down")
    code, said = copy.servers("up", QINGLAN_THROWAWAY="1")
    assert code == 1
    assert "要保留的数据" in said


def test_what_is_thrown_away_leaves_nothing(copy, monkeypatch):
    assert copy.servers("up", QINGLAN_THROWAWAY="1")[0] == 0
    assert ask("SHOW fsync") == [("off",)]
    monkeypatch.setenv("QINGLAN_THROWAWAY", "1")
    data = places.postgres_data()
    assert (data / "PG_VERSION").exists()
    assert copy.servers("down", QINGLAN_THROWAWAY="1")[0] == 0
    assert not data.parent.exists()
    assert not places.postgres_home().exists()
    assert not (places.var_dir() / "redis").exists()


@pytest.mark.skipif(not places.as_root(), reason="only root runs the server as another user")
def test_a_new_var_does_not_open_an_old_database(copy):
    copy.servers("up")
    copy.servers("down")
    (places.var_dir() / "postgres").unlink()
    code, said = copy.servers("up")
    assert code == 0
    assert "没有使用" in said
    for aside in places.ROOT_HOME.glob(f"{places.copy_id()}.*"):
        for path in sorted(aside.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        aside.rmdir()
