"""What is kept of columns in a file while all are compared."""

import numpy as np

from articles.related.spool import Spool


def test_what_was_kept_of_a_column_comes_back_as_it_was():
    spool = Spool()
    found = {column: (np.arange(column * 3), np.arange(column * 3) / 7) for column in range(5)}
    for column, (places, numbers) in found.items():
        spool.put(column, places, numbers)

    for column in (4, 0, 2):
        places, numbers = spool.get(column)
        assert places.tolist() == found[column][0].tolist()
        assert numbers.tobytes() == found[column][1].tobytes()
    assert spool.get(9) is None


def test_file_goes_with_the_spool():
    spool = Spool()
    file = spool._file
    del spool

    assert file.closed
