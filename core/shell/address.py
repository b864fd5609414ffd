"""The caller's address, for the log and the lock-out."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The caller's address; a proxy's word counts only where TRUST_PROXY says so."""
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXY:
        return direct
    # The last hop is the one that our own proxy wrote; the rest is the caller's claim.
    return _plain(request.headers.get("X-Forwarded-For", "").split(",")[-1]) or direct


def _plain(text: str) -> str:
    """`1.2.3.4:5678`, `[::1]:443` and `fe80::1%eth0` without the rest; "" for no address."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ip_address(bare.partition("%")[0]))
    except ValueError:
        return ""
