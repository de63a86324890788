"""The project's settings under the environment of a test run; nothing of a developer's own `.env` reaches a test."""

import os
import re
from tempfile import TemporaryDirectory

# A Redis is cleared whole, so each worker of a parallel run has a database of its own in it.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
CACHE_URL = re.sub(r"^(rediss?://.*/)\d+$", rf"\g<1>{WORKER}", os.environ.get("TEST_CACHE_URL", "locmem://"))

# Uploads of tests go when the process does. No static files were collected there: those of a site that was run beside
# its tests would be looked through once for each client.
SPOOL = TemporaryDirectory(prefix="broadsheet-uploads-")

os.environ.update(
    {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "a-key-for-tests-that-signs-nothing-anybody-relies-upon-0123456789",
        "DEBUG": "on",
        "SITE_URL": "http://testserver",
        "TIME_ZONE": "Asia/Seoul",
        "PAPER_NAME": "The Test Post",
        "LANGUAGE_CODE": "en",
        "ALLOWED_HOSTS": "",
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:"),
        "CACHE_URL": CACHE_URL,
        "LOG_LEVEL": "WARNING",
        "IMPORT_SPOOL": SPOOL.name,
        "READS_FLUSH_SECONDS": "0",  # a test sees what its beacons did when they are answered
        "STATIC_ROOT": f"{SPOOL.name}/static",
    }
)

from config.settings import *  # noqa: F403 a settings module

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow hashing is for real passwords
