"""Who calls: a program with a token, or a person's browser with its session."""

import hmac
import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from core.clients.models import ApiClient
from core.clients.tokens import digest_of, prefix_of

log = logging.getLogger(__name__)

NO_SUCH_TOKEN = "令牌无效。请核对请求头，应为“Authorization: Bearer ql_…”。"  # noqa: S105
CSRF_REFUSED = "缺少有效的 X-CSRFToken 请求头。请从本系统的页面发起，或改用接口令牌。"
USE_NOTED_EVERY = timedelta(minutes=1)


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
        client = _holder(text.strip())
        if client is None:
            log.warning("api token refused")
            raise AuthenticationFailed(NO_SUCH_TOKEN)
        if client.revoked_at:
            raise AuthenticationFailed("令牌已吊销，请联系签发令牌的安全管理员。")
        if client.expires_on <= timezone.localdate():
            raise AuthenticationFailed(
                f"令牌已于 {client.expires_on} 到期，请联系签发令牌的安全管理员续期。"
            )
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


def _holder(text: str) -> ApiClient | None:
    digest = digest_of(text)
    prefix = prefix_of(text)
    client = (
        ApiClient.objects.select_related("unit").filter(prefix=prefix).first() if prefix else None
    )
    # Compared in constant time, also when there is nobody to compare with.
    kept = client.token_hash if client else "0" * len(digest)
    return client if hmac.compare_digest(kept, digest) else None


def _note_use(client: ApiClient) -> None:
    now = timezone.now()
    long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
    if client.last_used_at is None or client.last_used_at < now - USE_NOTED_EVERY:
        ApiClient.objects.filter(long_ago, pk=client.pk).update(last_used_at=now)
