"""Django's settings, read from the environment once (`config/env.py` names a bad variable)."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from config import addresses
from config.assessing import ASSESSORS as ASSESSORS
from config.assessing import OUT_AT as OUT_AT
from config.duties import DUTIES as DUTIES  # settings of ours
from config.env import Env
from config.jobs import JOB_PAGES as JOB_PAGES
from config.jobs import JOBS as JOBS
from config.jobs import JOBS_ONCE as JOBS_ONCE
from config.person import LANES as LANES
from config.person import TABS as TABS
from config.powers import CLIENT_POWERS as CLIENT_POWERS
from config.roster_facts import ROSTER_FACTS as ROSTER_FACTS
from config.schedule import SCHEDULE
from config.search import SEARCHES as SEARCHES
from config.stack import INSTALLED_APPS as INSTALLED_APPS
from config.stack import MIDDLEWARE as MIDDLEWARE
from config.stack import TEMPLATES as TEMPLATES
from config.unit import UNIT_PARTS as UNIT_PARTS
from config.workbench import BADGES as BADGES
from config.workbench import FAMILIES as FAMILIES
from config.workbench import PENDING as PENDING
from config.workbench import RECENT as RECENT
from config.workbench import WORKBENCH as WORKBENCH
from core.embedded import places

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()  # reads .env first: QINGLAN_VAR may be there
VAR = places.var_dir()

# What this copy is
DEMO = env.bool("QINGLAN_DEMO", False, help="演示系统：装入虚构的清河市，演示账号可以登录。")
DEBUG = env.bool("DEBUG", False, help="开发时显示错误细节，正式使用必须关闭。")
CITY_NAME = env.text("CITY_NAME", "清河市", help="页面和公文上的市名。")
SUPPORT = env.text("SUPPORT", "干部信息科　0999-0000000", help="登录页上的技术支持联系方式。")
PROGRAMME = "优秀年轻干部重点培养工程"

# Secrets
SECRET_KEY = env.secret(
    "SECRET_KEY", file=VAR / "secret_key", help="签名密钥；不设则自动生成并保存。"
)
AUDIT_KEY = env.secret("AUDIT_KEY", file=VAR / "audit_key", help="日志封存密钥，与数据库分开保管。")
IDENTITY_KEY = env.secret(
    "IDENTITY_KEY",
    file=VAR / "identity_key",
    help="身份证号加密密钥，与数据库分开保管；丢失后身份证号无法恢复。",
)

# Addresses
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"], help="允许访问的主机名。")
HTTPS = env.bool("HTTPS", False, help="全站经 HTTPS 提供服务。")
PROXY = env.bool("TRUST_PROXY", False, help="前面有反向代理，由它给出真实地址和协议。")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [], help="反向代理后的完整来源地址。")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: PostgreSQL 14 or later; the embedded server when DATABASE_URL is unset
DATABASES = {
    "default": (
        env.url(
            "DATABASE_URL",
            None,
            schemes=addresses.DATABASE_SCHEMES,
            read=addresses.database,
            help="PostgreSQL 地址；不设则使用内置数据库。",
        )
        or addresses.database(places.postgres_url())
    )
    | {
        "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", 60, help="数据库连接保持的秒数。"),
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis: broker, cache, rate limits
REDIS_URL = env.url(
    "REDIS_URL",
    None,
    schemes=addresses.REDIS_SCHEMES,
    read=addresses.redis,
    help="Redis 地址；不设则使用内置服务。",
)
REDIS_URL = REDIS_URL or places.redis_url()
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "qinglan",
    }
}

CELERY_BROKER_URL = places.broker_url(REDIS_URL)
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 3600}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# E-mail of reminders; without a server the inbox alone has them
EMAIL_HOST = env.text("EMAIL_HOST", "", help="发提醒邮件的 SMTP 服务器；不设则只在站内提醒。")
EMAIL_SECURITY = env.choice(
    "EMAIL_SECURITY", "starttls", ["starttls", "ssl", "none"], help="与邮件服务器之间的加密方式。"
)
EMAIL_PORT = env.int(
    "EMAIL_PORT",
    {"starttls": 587, "ssl": 465, "none": 25}[EMAIL_SECURITY],
    low=1,
    high=65535,
    help="SMTP 端口；不设则按加密方式取 587、465 或 25。",
)
EMAIL_HOST_USER = env.text("EMAIL_USER", "", help="SMTP 用户名；不设则不登录。")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_PASSWORD", "", help="SMTP 密码。")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "ssl"
EMAIL_TIMEOUT = 20  # seconds: a server that does not answer must not hold a batch for minutes
DEFAULT_FROM_EMAIL = env.text(
    "EMAIL_FROM",
    "qinglan@localhost",
    pattern=r"[^@\s<>]+@[^@\s<>]+",
    shape="邮箱地址，如 qinglan@qinghe.gov.cn",
    help="邮件的发件人地址。提醒只写姓名、事项、期限、条款和网址，账号通知只写姓名、用户名和事项，不写其他个人信息。",
)
BASE_URL = env.text(
    "BASE_URL",
    "http://127.0.0.1:8000",
    pattern=r"https?://[^\s/]+(/[^\s]*)?",
    shape="以 http:// 或 https:// 开头的网址，如 http://qinglan.qinghe.gov.cn",
    help="本系统在内网的网址，写在提醒邮件和测评票的二维码里。",
).rstrip("/")
# The demonstration writes its mail into the log of the worker.
MAILS = bool(EMAIL_HOST) or DEMO
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)

# Accounts
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "core.accounts.backends.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "core.accounts.passwords.Complexity"},
    {"NAME": "core.accounts.passwords.NotLikeTheAccount"},
    {"NAME": "core.accounts.passwords.NotCommon"},
    {"NAME": "core.accounts.passwords.NotUsedBefore"},
]
PASSWORD_HISTORY = 5
PASSWORD_MAX_AGE = timedelta(
    days=env.int("PASSWORD_MAX_AGE_DAYS", 180, low=1, high=3650, help="密码多少天后必须更换。")
)
# A first password, on paper or read aloud, opens the door to its change for so long.
INITIAL_PASSWORD_AGE = timedelta(days=14)
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
SESSION_ENGINE = "core.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
IDLE_TIMEOUT = timedelta(
    # Never longer than a session lasts anyhow.
    minutes=env.int(
        "IDLE_MINUTES", 30, low=1, high=SESSION_COOKIE_AGE // 60, help="多少分钟不操作自动退出。"
    )
)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "core.shell.address.client_address"
AXES_LOCKOUT_CALLABLE = "core.accounts.login.lockout_response"
# W006: failures are counted by username alone, whatever the address or browser: that is meant.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "otp", "csrfmiddlewaretoken"]
OTP_TOTP_ISSUER = "青蓝"
OTP_TOTP_THROTTLE_FACTOR = 1
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Trust
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # browsers take such names from this very host alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "core.shell.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_MAX_BYTES = 10 * 2**20
# Addresses that take in more: a zip of some hundred forms with their portraits.
IMPORT_MAX_BYTES = 60 * 2**20
UPLOADS_MAX_BYTES = {"/imports/new/": IMPORT_MAX_BYTES}

# REST
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "core.clients.authentication.ClientToken",
        "core.clients.authentication.BrowserSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["core.clients.throttling.PerViewer"],
    "DEFAULT_THROTTLE_RATES": {
        "viewer": env.text(
            "API_RATE",
            "300/min",
            pattern=r"[1-9][0-9]{0,6}/(s|sec|second|m|min|minute|h|hour|d|day)",
            shape="“次数/单位”，次数为 1 到 9999999，单位为 sec、min、hour 或 day，如 300/min",
            help="每个接口客户端或账号的请求上限。",
        )
    },
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.Json"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.JsonBody"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "core.api.renderers.OneRenderer",
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.EntitySchema",
    "EXCEPTION_HANDLER": "core.api.refusals.handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "青蓝接口",
    "VERSION": "v1",
    "DESCRIPTION": "优秀年轻干部重点培养工程的数据接口。错误按 RFC 9457 返回。",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SERVE_PUBLIC": False,
    "POSTPROCESSING_HOOKS": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
}

# Language, time, files
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR / "media"), help="上传和生成的文件放在哪里。"))
STORAGES = {
    "default": {"BACKEND": "core.whole_files.WholeFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.static_files.PackedStaticFiles"
    },
}
JOB_RESULTS_KEPT = timedelta(days=7)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "core.shell.logs.RequestFields"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "{asctime}{levelname}{name}{message}",
            "style": "{",
            "json_ensure_ascii": False,
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request"],
        }
    },
    "root": {
        "handlers": ["console"],
        "level": env.choice(
            "LOG_LEVEL", "INFO", ["DEBUG", "INFO", "WARNING", "ERROR"], help="日志级别。"
        ),
    },
    "loggers": {"axes": {"level": "ERROR"}, "weasyprint": {"level": "ERROR"}},
}

# Listed by name, so that core needs to know none of them
ENTITIES = "config.entities.ENTITIES"
# What the top bar counts for whoever is logged in (core/shell/context.py)
BELL = "policy.notices.services.bell"
PLAN = "config.plan"  # what carries each clause out
# What stands in the way of abolishing a unit, or of making it a heading (core/units/guards.py)
UNIT_GUARDS = (
    "cadres.people.guards.people_of",
    "rotation.postings.guards.files.running_at",
    "rotation.postings.guards.files.positions_of",
)
# What other applications know against a change of a person's facts (cadres/people/services)
PERSON_GUARDS = ("rotation.postings.guards.files.person_faults",)
# What the yearly assessments say, for the form's 年度考核结果 (cadres/approval/composing.py)
ASSESSED_TEXTS = "assessments.rounds.years.text_of"
ASSESSED_OFFER = "assessments.rounds.years.offered"
# What other applications know against making somebody 考察对象 (cadres/roster/guards.py)
CONSIDERED_GUARDS = ("assessments.rounds.facts.why_not_considered",)
# What is to be looked at anew when facts about people have changed (cadres/people/following.py).
FOLLOWERS: tuple[str, ...] = ("assessments.cases.opening.follow",)
# Which cases a record has opened, for its own page (assessments/findings/views/findings.py).
OPENED_BY = "assessments.cases.opened.opened_by"
# Who of the roster has reached which target of use (cadres/roster/reached.py).
REACHED = "reporting.targets.reached.of_tier"
# Why somebody is not released in the roster itself (cadres/roster/guards.py).
RELEASE_GUARDS = ("assessments.cases.guards.under_decision",)
