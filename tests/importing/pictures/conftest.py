"""What the tests of pictures share."""

import pytest


@pytest.fixture
def media(settings, tmp_path):
    """Keep what is uploaded or loaded in a folder of the test's own, and give it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
