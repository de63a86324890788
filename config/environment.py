"""Settings that come from the environment, each checked when it is read; a wrong one stops the start in a sentence."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

LOOPBACK_HOSTS = ("127.0.0.1", "localhost")
MIN_SECRET_LENGTH = 50
CACHE_ENTRIES = 2_000_000  # a mark for each reader and article of a day, and one for each network and article


def read(base: Path) -> environ.Env:
    """Return the environment, with what `.env` in `base` (or the file ENV_FILE) adds to it; the environment wins."""
    env = environ.Env()
    path = Path(env.str("ENV_FILE", str(base / ".env")))
    if path.is_file():
        env.read_env(path)
    return env


def flag(env: environ.Env, name: str, *, default: bool) -> bool:
    """Return a yes-or-no setting; anything but on/off/true/false/yes/no/1/0 is an error."""
    value = env.str(name, "on" if default else "off").strip().lower()
    if value in {"on", "true", "yes", "1"}:
        return True
    if value in {"off", "false", "no", "0"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”: set it to on or off.")


def whole_number(env: environ.Env, name: str, *, default: int) -> int:
    """Return a setting that counts something; anything but a whole number from 0 up is an error."""
    value = env.str(name, str(default)).strip()
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{value}”: set it to a whole number.")
    return int(value)


def one_of(env: environ.Env, name: str, choices: Sequence[int], *, default: int) -> int:
    """Return a setting that is one of a few numbers; anything else is an error that names them."""
    value = env.str(name, str(default)).strip()
    if value not in map(str, choices):
        raise ImproperlyConfigured(
            f"{name} is “{value}”: set it to {', '.join(map(str, choices[:-1]))} or {choices[-1]}."
        )
    return int(value)


def secret_key(env: environ.Env, *, debug: bool) -> str:
    """Return SECRET_KEY, which must be long enough to sign with."""
    key: str = env.str("SECRET_KEY", "")
    if not key and debug:
        return "only-for-development-" + "x" * MIN_SECRET_LENGTH
    if not key:
        raise ImproperlyConfigured("SECRET_KEY is not set: run “make install”, which writes one into .env.")
    if len(key) < MIN_SECRET_LENGTH:
        raise ImproperlyConfigured(f"SECRET_KEY is shorter than {MIN_SECRET_LENGTH} characters: make a longer one.")
    return key


def site_url(env: environ.Env) -> SplitResult:
    """Return the public origin of the site (`https://opinion.example.org`), without a path."""
    value = str(env.str("SITE_URL", "http://127.0.0.1:8000")).rstrip("/")
    parts = urlsplit(value)
    try:
        complete = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        complete = False
    if not complete or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"SITE_URL is “{value}”: give an origin such as https://opinion.example.org.")
    return parts


def allowed_hosts(env: environ.Env, site: SplitResult) -> list[str]:
    """Return the hosts that may be asked for: the site's own, ALLOWED_HOSTS, and loopback for a loopback site."""
    hosts = {site.hostname or "", *env.list("ALLOWED_HOSTS", default=[])}
    if site.hostname in LOOPBACK_HOSTS:
        hosts.update(LOOPBACK_HOSTS)
    if "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS holds “*”: name the hosts, or anybody can forge links in mails.")
    return sorted(hosts)


def time_zone(env: environ.Env) -> str:
    """Return the paper's time zone as a name of the IANA database."""
    name: str = env.str("TIME_ZONE", "Asia/Seoul")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"TIME_ZONE is “{name}”: use a name such as Asia/Seoul.") from error
    return name


def database(env: environ.Env, base: Path) -> dict[str, object]:
    """Return Django's settings of DATABASE_URL, SQLite in write-ahead mode by default."""
    url = env.str("DATABASE_URL", f"sqlite:///{base / 'db.sqlite3'}")
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL begins with “{scheme}:”: use sqlite:/// or postgres://.")
    config: dict[str, object] = env.db_url_config(url)
    if scheme == "sqlite":
        # IMMEDIATE takes the write lock at the start, so that two writers wait for each other and never deadlock.
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
        config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(env: environ.Env, base: Path, *, debug: bool) -> dict[str, object]:
    """Return the shared cache: an SQLite file of its own (CACHE_URL may say where), Redis or Valkey with CACHE_URL."""
    url = env.str("CACHE_URL", "") or f"sqlite:///{base / 'var' / 'cache.sqlite3'}"
    scheme, _, path = url.partition(":")
    if scheme == "sqlite":
        if not path.startswith("////"):
            raise ImproperlyConfigured(
                f"CACHE_URL is “{url}”: give the whole path of a file, sqlite:////var/x.sqlite3."
            )
        options = {"MAX_ENTRIES": CACHE_ENTRIES}
        return {"BACKEND": "config.sqlite_cache.SqliteCache", "LOCATION": path[3:], "OPTIONS": options}
    if scheme in {"redis", "rediss", "valkey"}:
        location = url.replace("valkey", "redis", 1) if scheme == "valkey" else url
        return {"BACKEND": "config.cache.BatchingRedisCache", "LOCATION": location}
    if scheme == "locmem" and debug:
        return {"BACKEND": "config.cache.MemoryCache", "LOCATION": url, "OPTIONS": {"MAX_ENTRIES": CACHE_ENTRIES}}
    raise ImproperlyConfigured(
        f"CACHE_URL begins with “{scheme}:”: use redis:// or sqlite:// (a cache that all workers share)."
    )


def tasks(*, is_in_background: bool) -> str:
    """Return what keeps background work: the database, for a worker, or nothing, where it is done at once."""
    return "django_tasks_db.DatabaseBackend" if is_in_background else "django_tasks.backends.immediate.ImmediateBackend"
