"""A Redis that does not answer is an error soon, and what may have been done is not sent again."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
import redis

from config import cache as caches
from config.cache import BatchingRedisCache


class Silent:
    """A server that takes connections, reads and says nothing, or cuts them; `asked` says how often it got a SET."""

    def __init__(self, *, cuts: bool = False) -> None:
        self.asked, self.cuts = 0, cuts
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._listen, args=(connection,), daemon=True).start()

    def _listen(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            while data := connection.recv(65536):
                if b"SET" in data and b"reads:" in data:
                    self.asked += 1
                    if self.cuts:
                        return
                else:
                    connection.sendall(b"-ERR unknown command\r\n" * data.count(b"*"))  # the greetings


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Silent]:
    """Return a server that says nothing."""
    monkeypatch.setattr(caches, "ANSWER_SECONDS", 0.3)
    made = Silent()
    yield made
    made.listener.close()


def cache_at(port: int) -> BatchingRedisCache:
    """Return the cache of a site with a Redis there."""
    return BatchingRedisCache(f"redis://127.0.0.1:{port}/0?protocol=2", {})


def test_no_answer_is_an_error_and_marks_are_not_sent_twice(silent: Silent) -> None:
    with pytest.raises(redis.TimeoutError):
        cache_at(silent.port).add_many(["reads:a", "reads:b"], 60)

    assert silent.asked == 1


def test_cut_connection_is_made_anew_once(silent: Silent) -> None:
    silent.cuts = True

    with pytest.raises(redis.ConnectionError):
        cache_at(silent.port).add("reads:salt:2017-01-20", b"salt", 60)

    assert silent.asked == 2


def test_nobody_there_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(redis.ConnectionError):
        cache_at(port).add_up({"reads:by:network": 1}, 60)
