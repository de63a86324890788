"""One at a time: whoever changes the counts of words or several lists waits for another who does."""

from django.db import connection

# Any number that nobody else locks in this database: “related” on a telephone's keys.
LOCK = 73_528_433


def one_at_a_time() -> None:
    """Wait for another transaction that asked for its turn: two saves that enter each other's lists would else wait in
    a circle on PostgreSQL.

    The turn ends with the transaction. SQLite has one writer as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
