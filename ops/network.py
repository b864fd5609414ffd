"""The address that we listen on: free or taken, and whether something answers there."""

import errno
import http.client
import socket

from core.embedded.reasons import why
from ops.say import SetupError


def listen(host: str, port: int) -> str:
    """The address as gunicorn writes it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def reachable(host: str) -> str:
    """The host to connect to for a host to listen on."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only compared


def refuse_if_taken(host: str, port: int) -> None:
    """Raise `SetupError` when we cannot listen there."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(found[0], socket.SOCK_STREAM) as plug:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            plug.bind(found[4])
    except OSError as reason:
        raise SetupError(_why(host, port, reason)) from None


def _why(host: str, port: int, reason: OSError) -> str:
    if reason.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被别的程序占用。请停掉它，或者换一个：make run PORT={port + 1}"
    if reason.errno in (errno.EACCES, errno.EPERM):
        return f"没有权限使用端口 {port}。请换一个大于 1024 的：make run PORT=8000"
    return f"不能在 {host} 的端口 {port} 上监听：{why(reason)}。请检查 QINGLAN_BIND 和 PORT。"


def is_healthy(host: str, port: int) -> bool:
    """Whether `/healthz` answers; a refusal of our host name is an answer too."""
    line = http.client.HTTPConnection(reachable(host), port, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
