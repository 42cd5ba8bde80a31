"""Settings, from the environment. Every variable is listed in .env.example.

BANKCRM_MODE is `production` unless told: there, no key has a default and the database is a server of the
bank. `demo` is what `make run`, `manage.py` without DATABASE_URL and the tests use: embedded servers, kept
keys, plain http.
"""

import socket
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from bankcrm import env, servers
from bankcrm.embedded import places

BASE_DIR = Path(__file__).resolve().parent.parent

# Mode and keys
MODE = env.text("BANKCRM_MODE", "production")
if MODE not in {"demo", "production"}:
    raise env.SettingMissing(f"BANKCRM_MODE is {MODE!r}: write demo or production")
DEMO = MODE == "demo"
BANKCRM_HOME = places.default().home
DEBUG = env.flag("DEBUG")
_KEPT = BANKCRM_HOME if DEMO else None
SECRET_KEY = env.secret("SECRET_KEY", _KEPT)
# The key of the search hashes, and the keys that seal personal data (organisation/vault.py).
BANKCRM_SEARCH_KEY = env.secret("BANKCRM_SEARCH_KEY", _KEPT)
BANKCRM_DATA_KEYS = env.secret("BANKCRM_DATA_KEYS", _KEPT)
SECRET_KEY_FALLBACKS = env.listed("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEMO else "")
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")
servers.refuse_unsafe(production=not DEMO, debug=DEBUG, hosts=ALLOWED_HOSTS)

# Applications
INSTALLED_APPS = [
    "bankcrm",
    "performance",
    "services",
    "complaints",
    "customers",
    "organisation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]
MIDDLEWARE = [
    "bankcrm.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "bankcrm.middleware.Shield",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bankcrm.middleware.AuditOrigin",
    "bankcrm.middleware.SessionLimits",
    "bankcrm.middleware.ChosenLanguage",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",  # after all others: it must see the answer to a failed sign-in
    "bankcrm.middleware.ConsistentRead",  # it calls the views itself
]
if DEMO:
    MIDDLEWARE.insert(
        MIDDLEWARE.index("csp.middleware.CSPMiddleware") + 1, "bankcrm.first_night.FirstNightMiddleware"
    )
ROOT_URLCONF = "bankcrm.urls"
WSGI_APPLICATION = "bankcrm.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CONTEXT = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [*CONTEXT, "bankcrm.navigation.frame"]},
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Servers
DATABASES = {
    "default": servers.database(role=env.text("BANKCRM_ROLE", "web"), production=not DEMO),
    # The same database by a second connection: the nightly run writes its ledger there while its one transaction
    # is open, so that progress is seen and a run that is undone still tells what it did.
    "ledger": servers.database(role=env.text("BANKCRM_ROLE", "web"), production=not DEMO),
}
REDIS = servers.redis()
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS.cache},
}

# Sign-in
AUTH_USER_MODEL = "organisation.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_RULES = "django.contrib.auth.password_validation"
_OWN_WORDS = {"user_attributes": ("staff_no", "name", "email", "phone")}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.UserAttributeSimilarityValidator", "OPTIONS": _OWN_WORDS},
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": f"{_RULES}.NumericPasswordValidator"},
]
DEMO_PASSWORD = "demo-bank-2026" if DEMO else ""  # public: it opens demonstration accounts only
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_IDLE_SECONDS = 15 * 60
SESSION_ABSOLUTE_SECONDS = 8 * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_RESET_TIMEOUT = 30 * 60
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "organisation.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "organisation.origin.client_ip"
AXES_USERNAME_CALLABLE = "organisation.origin.typed_number"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
ACCOUNT_ADAPTER = "organisation.sign_in.AccountAdapter"
_FORMS = "organisation.sign_in_forms"
ACCOUNT_FORMS = {"login": f"{_FORMS}.LoginForm", "reset_password": f"{_FORMS}.ResetPasswordForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "staff_no"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[bankcrm] "
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,20/30m/key"}  # axes locks first, after five
MFA_ADAPTER = "organisation.sign_in.SecondFactorAdapter"
MFA_TOTP_ISSUER = "bankcrm"

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Static files
NODE_MODULES = BASE_DIR / "node_modules"
STATIC_URL = "static/"
STATIC_ROOT = env.text("STATIC_ROOT", "" if DEMO else str(BASE_DIR / "staticfiles")) or None
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "bankcrm.assets.VendorFinder",
]
# Hashed names need collectstatic; a demo serves the files from where they are.
WHITENOISE_USE_FINDERS = DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The browser's limits: no other host, no inline script, no frame
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-elem": [SELF],
        "style-src-attr": [UNSAFE_INLINE],  # ECharts sizes its canvas with style attributes
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
# Django's own defaults hold besides: nosniff, same-origin referrer and opener, no frame, cookies Lax and http-only.
HTTPS = env.flag("HTTPS", default=not DEMO)
# The address in mails: our own, never the one that a request names.
PORTAL_URL = env.text("BANKCRM_URL", f"https://{ALLOWED_HOSTS[0]}" if HTTPS else "http://127.0.0.1:8000")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]  # probes come from the machine itself, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # a portal inside a bank belongs on no public preload list
BEHIND_PROXY = env.flag("BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {"TITLE": "bankcrm", "VERSION": "1"}
SPECTACULAR_SETTINGS |= dict.fromkeys(("SWAGGER_UI_DIST", "SWAGGER_UI_FAVICON_HREF", "REDOC_DIST"), "SIDECAR")

# Work without a person: JSON only, given back when a worker dies, one at a time
CELERY_BROKER_URL = REDIS.broker
CELERY_RESULT_BACKEND = None
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 280
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
# A task that nobody acknowledged comes back after 900 s, three times the hard limit; the sweep that finds
# it runs every tenth poll unless told.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.integer("BANKCRM_VISIBILITY_TIMEOUT", 900),
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}

# Drops of the data warehouse; documents of customers, sealed, of which an upload is only ever in memory
DROP_FOLDER = Path(env.text("BANKCRM_DROPS", str(BANKCRM_HOME / "drops")))
DOCUMENT_FOLDER = Path(env.text("BANKCRM_DOCUMENTS", str(BANKCRM_HOME / "documents")))
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024

# Mail: password resets. Without a server the text goes to the log of the demo.
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.integer("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.optional_secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"bankcrm@{socket.gethostname()}")

# On standard output: one JSON object per line, or for a person at a demo one plain line
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": f"bankcrm.requests.{'Plain' if DEMO else 'Json'}Formatter"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}
    },
    "root": {"handlers": ["out"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
