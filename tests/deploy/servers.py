"""A real nginx before a real gunicorn, both on loopback, as deploy/ sets them up."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.deploy.tree import DEPLOY, ROOT, copied

NAME = "opinion.example.org"
START_SECONDS = 60
# nginx is where only root's PATH leads on some systems.
SEARCH_PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"


# Below the ports that outgoing connections are given, and a thousand for each worker of a parallel run: nobody else
# takes one between its choice and the server's start.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORTS = range(20_000 + 1_000 * WORKER, 21_000 + 1_000 * WORKER)


def free_ports(count: int) -> list[int]:
    """Return different ports that nobody listens on; AssertionError where there are not so many."""
    found: list[int] = []
    for port in PORTS:
        with socket.socket() as caller:
            # Whatever is not 0 says that nobody answers there.
            if caller.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
        if len(found) == count:
            break
    assert len(found) == count, f"Only {len(found)} ports of {PORTS} are free."
    return found


@dataclass(frozen=True)
class Site:
    """A running site: where its folders and its ports are."""

    folder: Path
    secure_port: int
    plain_port: int
    application_port: int

    def connect(self, *, secure: bool = True) -> http.client.HTTPConnection:
        """Return a connection to nginx; a secure one trusts the site's certificate and no other."""
        if not secure:
            return http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=60)
        trusted = ssl.create_default_context(cafile=self.folder / "cert.pem")
        return http.client.HTTPSConnection("127.0.0.1", self.secure_port, timeout=60, context=trusted)

    def forwarded(self, path: str) -> list[str]:
        """Return the X-Forwarded-For of each request for a path that reached gunicorn, up to now."""
        # gunicorn writes a line after its answer has left: what this request left behind comes after all before it.
        with closing(self.connect()) as connection:
            marker = f"/{uuid4().hex}"
            connection.request("GET", marker, headers={"Host": NAME})
            connection.getresponse().read()
        end = time.monotonic() + START_SECONDS
        while marker not in (log := (self.folder / "access.log").read_text()):
            assert time.monotonic() < end, "gunicorn writes no log."
            time.sleep(0.05)
        lines = [line.split() for line in log.splitlines()]
        return [address for address, asked in lines if asked == path]

    @property
    def password(self) -> str:
        """Return what opens the account `admin`."""
        found = re.search(r"password +(\S+)", (self.folder / "account.txt").read_text())
        assert found is not None
        return found[1]


def program(name: str) -> str:
    """Return where a program is; its absence is a failure, not a reason to skip."""
    found = shutil.which(name, path=SEARCH_PATH)
    assert found, f"{name} is not installed: these tests need it (Debian: nginx-light, openssl)."
    return found


def render(site: Site) -> str:
    """Return deploy/nginx.conf with the ports and folders of a test instead of a server's."""
    text = re.sub(r"^ *listen \[::\].*\n", "", (DEPLOY / "nginx.conf").read_text(), flags=re.MULTILINE)
    for server, test in (
        ("listen 443", f"listen 127.0.0.1:{site.secure_port}"),
        ("listen 80", f"listen 127.0.0.1:{site.plain_port}"),
        ("127.0.0.1:8000", f"127.0.0.1:{site.application_port}"),
        ("/var/lib/broadsheet/", f"{site.folder}/"),
        (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", f"{site.folder}/cert.pem"),
        (f"/etc/letsencrypt/live/{NAME}/privkey.pem", f"{site.folder}/key.pem"),
    ):
        assert server in text, f"deploy/nginx.conf no longer says “{server}”."
        text = text.replace(server, test)
    return text


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """Set a site up below `folder` from what the Containerfile copies, serve it, and stop it at the end."""
    site = Site(folder, *free_ports(3))
    nginx, openssl = program("nginx"), program("openssl")
    _make_certificate(openssl, folder)
    tree, environment = _copy_tree(folder), _environment(site)
    with (folder / "account.txt").open("w") as said:
        for command in ("migrate --verbosity 0", "collectstatic --verbosity 0 --no-input", "make_admin"):
            line = [sys.executable, "manage.py", *command.split()]
            subprocess.run(line, cwd=tree, env=environment, stdout=said, check=True)  # noqa: S603 our own programs
    (folder / "media").mkdir()
    (folder / "nginx.conf").write_text(_main_configuration(site))
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.conf.py", "--access-logfile"]
    gunicorn += [str(folder / "access.log"), "--access-logformat", "%({x-forwarded-for}i)s %(U)s", "config.wsgi"]
    servers = [
        subprocess.Popen(gunicorn, cwd=tree, env=environment),  # noqa: S603 our own programs
        subprocess.Popen([nginx, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]),  # noqa: S603 our own programs
    ]
    try:
        for port, server in zip((site.application_port, site.secure_port), servers, strict=True):
            _wait_for(port, server)
        yield site
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(timeout=START_SECONDS)


def _copy_tree(folder: Path) -> Path:
    """Copy what the image holds: the cache lies beside the code, and a developer's own is not for tests."""
    tree = folder / "tree"
    tree.mkdir()
    for name in copied():
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tree / name)
    return tree


def _environment(site: Site) -> dict[str, str]:
    """Return all that the site is told; nothing of a developer's own environment reaches it."""
    return {
        "PATH": SEARCH_PATH,
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "a-key-for-tests-that-signs-nothing-anybody-relies-upon-0123456789",
        "SITE_URL": f"https://{NAME}",
        "PROXY_COUNT": "1",
        "DATABASE_URL": f"sqlite:///{site.folder / 'db.sqlite3'}",
        "STATIC_ROOT": str(site.folder / "static"),
        "MEDIA_ROOT": str(site.folder / "media"),
        "PORT": str(site.application_port),
        "WEB_CONCURRENCY": "1",
    }


def _make_certificate(openssl: str, folder: Path) -> None:
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1"]
    command += ["-addext", "keyUsage=critical,digitalSignature,keyCertSign"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 our own programs


def _main_configuration(site: Site) -> str:
    """Return what a system's own nginx.conf says around the site's."""
    # The folders of a test are root's alone where root runs it; nginx's workers would be somebody else.
    user = "user root;" if os.geteuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "\n".join(f"{kind}_temp_path {site.folder}/{kind};" for kind in kinds)
    return f"""{user}
daemon off;
worker_processes 1;
pid {site.folder}/nginx.pid;
events {{}}
http {{
types {{ text/css css; text/javascript js; image/svg+xml svg; }}
default_type application/octet-stream;
access_log off;
{folders}
{render(site)}
}}
"""


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when somebody listens on a port; fail when the server ends or takes too long."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, f"{server.args} ended before it listened."
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"{server.args} did not listen on {port} in {START_SECONDS} s.")
