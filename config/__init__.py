"""Settings, addresses and entry points.

Linear algebra runs in one thread: how sums are divided among threads would else show in their last bits, and related
headlines are to be the same on every run. The library reads this when it is first imported.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
