"""Settings of the embedded PostgreSQL for one small machine (2 cores, some GB of memory)."""

from core.embedded import places

ALWAYS = {
    "listen_addresses": "",  # the socket only
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",  # compiles longer than our queries run
    "max_parallel_workers_per_gather": "1",
    "max_wal_size": "1GB",
    "log_line_prefix": "%m [%p] ",
    "log_timezone": "UTC",
    "timezone": "UTC",
}

# A cluster that is made anew for every run of the tests: nothing survives a crash, so nothing waits
# for the disk.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "1h",
}


def arguments(*, throw_away: bool) -> list[str]:
    """The command line of `postgres`, its data folder and socket included."""
    settings = ALWAYS | {"unix_socket_directories": str(places.postgres_sockets())}
    if throw_away:
        settings |= THROW_AWAY
    line = ["-D", str(places.postgres_data())]
    for name, value in settings.items():
        line += ["-c", f"{name}={value}"]
    return line
