"""The one settings module. Everything that differs between two machines comes from the environment or `.env`."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = environment.read(BASE_DIR)

DEBUG = environment.flag(env, "DEBUG", default=False)
SECRET_KEY = environment.secret_key(env, debug=DEBUG)

# The paper
PAPER_NAME = env.str("PAPER_NAME", "The Morning Broadsheet")
PAPER_DESCRIPTION = env.str("PAPER_DESCRIPTION", "Columns, editorials and arguments.")
PAPER_EMAIL = env.str("PAPER_EMAIL", "")
TIME_ZONE = environment.time_zone(env)
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en")
USE_TZ = True
USE_I18N = True

# Where it is
_SITE = environment.site_url(env)
SITE_URL = _SITE.geturl()
ALLOWED_HOSTS = environment.allowed_hosts(env, _SITE)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if _SITE.scheme == "https" else []
# The authority and year in the `tag:` ids of feeds; ids that were given out are stored and do not change with it.
TAG_URI_AUTHORITY = env.str("TAG_URI_AUTHORITY", f"{_SITE.hostname},2026")

# https or not follows from SITE_URL
_HTTPS = _SITE.scheme == "https"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag(env, "BEHIND_PROXY", default=_HTTPS) else None
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "config.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "csp",
    "axes",
    "taggit",
    "js_asset",
    "django_prose_editor",
    "authors",
    "articles",
    "articles.related",
    "articles.readership",
    "articles.editing",
    "articles.importing",
    "django_tasks",
    "django_tasks_db",  # behind the loader, whose `db_worker` stands before its own
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.TakeBeaconsFirst",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "config.middleware.KeepTheDeskOutOfCaches",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.FindNoAddressWithNul",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "articles.redirects.LegacyRedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "authors.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.paper",
            ],
        },
    },
]

DATABASES = {"default": environment.database(env, BASE_DIR)}
CACHES = {"default": environment.cache(env, BASE_DIR, debug=DEBUG)}

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(BASE_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # The manifest needs collectstatic, which tests and development shall not need.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# Tags: one word whatever its case, and Hangul in addresses
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

# What an editor may send: the loader checks sizes itself and says so in a sentence
IMPORT_MAX_FILE_BYTES = environment.whole_number(env, "IMPORT_MAX_FILE_BYTES", default=50 * 1024 * 1024)
IMPORT_MAX_EXPANDED_BYTES = environment.whole_number(env, "IMPORT_MAX_EXPANDED_BYTES", default=1024 * 1024 * 1024)
IMPORT_MAX_PICTURE_BYTES = environment.whole_number(env, "IMPORT_MAX_PICTURE_BYTES", default=15 * 1024 * 1024)
# Networks from which pictures may be fetched although they are private, such as "127.0.0.1/32": none, but in tests.
IMPORT_FETCH_NETWORKS: tuple[str, ...] = ()
# Where uploads lie until a loading is through with them; several hosts need to see the same folder.
IMPORT_SPOOL = Path(env.str("IMPORT_SPOOL", str(BASE_DIR / "var" / "uploads")))
# With a worker (`manage.py db_worker`) a long loading needs no browser; without one, its page keeps it going.
LOADING_IN_BACKGROUND = environment.flag(env, "LOADING_IN_BACKGROUND", default=False)
TASKS = {"default": {"BACKEND": environment.tasks(is_in_background=LOADING_IN_BACKGROUND)}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# Reads wait in memory so long, in seconds, until they are counted together; 0: each is counted at once.
READS_FLUSH_SECONDS = environment.whole_number(env, "READS_FLUSH_SECONDS", default=1)

# The most-read list beside columns: the days that it counts, how many columns of one author it may hold, and how many
# days old a column may be (0: as many, as old, as they are). A kept list says by which of these it was made.
MOST_READ_WINDOW = environment.one_of(env, "MOST_READ_WINDOW", (1, 7, 30), default=7)
MOST_READ_AUTHOR_CAP = environment.whole_number(env, "MOST_READ_AUTHOR_CAP", default=0)
MOST_READ_FRESH_DAYS = environment.whole_number(env, "MOST_READ_FRESH_DAYS", default=0)

# Doors
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_ENABLE_ADMIN = False  # its tables are the operator's (manage.py axes_reset), not the newsroom's
AXES_VERBOSE = False
# How many of our own proxies stand before us: that many entries of X-Forwarded-For are believed, from the right.
PROXY_COUNT = environment.whole_number(env, "PROXY_COUNT", default=0)
AXES_CLIENT_IP_CALLABLE = "config.doors.address"
AXES_USERNAME_CALLABLE = "config.doors.name"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "xr-spatial-tracking",
    )
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
