"""Who calls: a program with a token, or a person's browser with its session."""

import hmac
import logging
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from redis.exceptions import RedisError
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from core.audit.models import Action
from core.audit.origin import origin
from core.audit.services import record
from core.clients.models import ApiClient
from core.clients.tokens import digest_of, prefix_of

log = logging.getLogger(__name__)

NO_SUCH_TOKEN = (
    "令牌无效。请核对请求头，应为“Authorization: Bearer ql_…”，"  # noqa: S105
    "令牌共 55 个字符，含“-”和“_”；"
    "已经换发或者遗失的，请安全管理员换发。"
)
CSRF_REFUSED = "缺少有效的 X-CSRFToken 请求头。请从本系统的页面发起，或改用接口令牌。"
NOTED_EVERY = timedelta(minutes=1)


class ClientToken(BaseAuthentication):
    """`Authorization: Bearer ql_…`; leaves other schemes to others."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[ApiClient, str] | None:
        """The client of the token; raises AuthenticationFailed.

        Unknown, malformed and wrong tokens get one and the same sentence. That a token was revoked
        or has expired is told to its holder only.
        """
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.keyword.lower():
            return None
        client, proven = _named(text.strip())
        on = timezone.localdate()
        if client is None:
            log.warning("api token refused")
            raise AuthenticationFailed(NO_SUCH_TOKEN)
        if not proven:
            raise _refused(client, "令牌不对", NO_SUCH_TOKEN)
        if client.revoked_at:
            sentence = "令牌已吊销，请联系签发令牌的安全管理员。"
            raise _refused(client, "令牌已吊销", sentence)
        if client.has_expired(on):
            sentence = f"令牌已于 {client.expires_on} 到期，请联系签发令牌的安全管理员续期。"
            raise _refused(client, "令牌已到期", sentence)
        _note_use(client)
        return client, text

    def authenticate_header(self, request: Request) -> str:
        """What a 401 says in WWW-Authenticate."""
        return f'{self.keyword} realm="qinglan"'


class BrowserSession(SessionAuthentication):
    """The session of a logged-in person; unsafe methods need the CSRF token."""

    def enforce_csrf(self, request: Request) -> None:
        """The same check as Django's pages, with a sentence of ours."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as refused:
            raise PermissionDenied(CSRF_REFUSED) from refused


def _named(text: str) -> tuple[ApiClient | None, bool]:
    """The client of the token's prefix, and whether the rest of it is right too."""
    digest = digest_of(text)
    prefix = prefix_of(text)
    client = (
        ApiClient.objects.select_related("unit").filter(prefix=prefix).first() if prefix else None
    )
    # Compared in constant time, also when there is nobody to compare with.
    kept = client.token_hash if client else "0" * len(digest)
    return client, hmac.compare_digest(kept, digest)


def _refused(client: ApiClient, reason: str, sentence: str) -> AuthenticationFailed:
    """The refusal of a token whose prefix we gave out; the log hears of it."""
    log.warning("api token refused", extra={"prefix": client.prefix})
    if _is_news(f"refused:{client.prefix}:{origin.get().address}:{reason}"):
        record(
            Action.LOGIN_FAILED,
            actor=None,
            target=client,
            label=client.prefix,
            detail={"reason": reason},
        )
    return AuthenticationFailed(sentence)


def _is_news(key: str) -> bool:
    """A program left running asks for ever: one row a minute says as much; all, with Redis away."""
    try:
        return cache.add(key, 1, NOTED_EVERY.total_seconds())
    except (RedisError, OSError):
        return True


def _note_use(client: ApiClient) -> None:
    now = timezone.now()
    long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - NOTED_EVERY)
    if client.last_used_at is None or client.last_used_at < now - NOTED_EVERY:
        ApiClient.objects.filter(long_ago, pk=client.pk).update(last_used_at=now)
