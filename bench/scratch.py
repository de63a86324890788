"""A database and a cache of a run's own, where the caller names none: a bench never fills those of a site."""

import os
from tempfile import TemporaryDirectory

# It goes when the process does.
FOLDER = TemporaryDirectory(prefix="broadsheet-bench-")


def use_scratch() -> None:
    """Set DATABASE_URL and CACHE_URL to files of this run; call it before the settings are read."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/db.sqlite3"
        os.environ["CACHE_URL"] = f"sqlite:///{FOLDER.name}/cache.sqlite3"
