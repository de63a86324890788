"""gunicorn's worker of threads, for clients that are slow to speak and for reads that must not be lost.

A connection gets a thread when it has begun to speak. gunicorn's own worker gives it one at once, for up to five
seconds: browsers that open connections ahead of need then hold up those who ask for something, and the worker's end.

A client that stops in the middle of its request holds its thread for as long as it likes. gunicorn ends a worker that
waits for such a thread by SIGKILL, and what waited in its memory is lost. This one leaves off a little earlier, counts
what waits, and goes.
"""

import os
import selectors
import time
from functools import partial

from django.utils.module_loading import import_string
from gunicorn.workers.gthread import TConn, ThreadWorker

COUNTING_SECONDS = 10  # of the graceful timeout, for counting what waits


class Worker(ThreadWorker):
    """A worker whose threads wait for nobody, and that counts what waits when it ends."""

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection a thread, or watch it until it has something to say."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
        else:
            self._watch(conn)

    def run(self) -> None:
        """Serve until told to stop, then see to it that nothing is lost."""
        seconds = self.cfg.graceful_timeout
        self.cfg.set("graceful_timeout", max(seconds - COUNTING_SECONDS, seconds // 2))
        try:
            super().run()
        finally:
            # Django is set up only now: not when this module is read.
            import_string("articles.readership.buffer.waiting").finish()
        if self.nr_conns:
            self.log.warning("%s connections had not ended and are cut.", self.nr_conns)
            os._exit(0)  # Python would wait for their threads

    def _watch(self, conn: TConn) -> None:
        conn.sock.settimeout(0)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))
