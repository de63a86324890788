"""Files made to break a reader are read or refused, within limits that the operating system holds them to."""

import pytest

from tests.importing.readers.hostile import FILES, MB, read_within_limits

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_refused_within_limits(name: str) -> None:
    told = read_within_limits(name)

    assert told["exit"] == 0, "A signal ends what takes too long, an exception what fails."
    if "refused" in told:
        assert told["refused"].startswith(FILES[name][0])
    else:
        assert told["documents"] >= 1
        assert not told["leaks"]
        assert told["longest"] <= 10 * told["size"] + MB
