"""How gunicorn serves the site; each value can be changed by a variable of the environment."""

import multiprocessing
import os

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_CONCURRENCY", min(2 * multiprocessing.cpu_count() + 1, 5)))
worker_class = "config.workers.Worker"  # of threads
threads = int(os.environ.get("WEB_THREADS", "4"))
# An upload of an archive is read and staged within its request.
timeout = int(os.environ.get("WEB_TIMEOUT", "120"))
graceful_timeout = 30
keepalive = 5
max_requests = 100_000
max_requests_jitter = 20_000
# Heartbeats on a disk can stall a worker; memory cannot.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 a place in memory, not a temporary name
# Its place would be below the home folder, which two sites of one account would share.
control_socket_disable = True
accesslog = os.environ.get("ACCESS_LOG") or None
errorlog = "-"
