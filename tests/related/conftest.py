"""The two ways in which related lists are made."""

import pytest

from articles.related import services


@pytest.fixture(params=["each alone", pytest.param("all together", marks=pytest.mark.thorough)])
def way(request, monkeypatch):
    """Run a test with both ways of making lists: article by article, and the whole archive as matrices."""
    if request.param == "each alone":
        monkeypatch.setattr(services, "TOGETHER", 0)
