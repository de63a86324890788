"""The script and the program agree."""

import re

from django.contrib.staticfiles import finders

from articles.readership import rules


def script() -> str:
    found = finders.find("js/reads.js")
    assert found
    with open(found, encoding="utf-8") as file:
        return file.read()


def test_seconds_are_those_of_the_rules() -> None:
    assert re.findall(r"VISIBLE_MS = (\d+)", script()) == [str(rules.VISIBLE_SECONDS * 1000)]


def test_script_is_small_and_asks_for_nothing() -> None:
    assert len(script()) < 3000
    assert not re.search(r"cookie\b(?!\.)\s*=|localStorage|https?://|import ", script())


def test_script_sends_the_id_and_a_host_and_no_more() -> None:
    assert re.findall(r"URLSearchParams\((.*?)\)|body\.set\('(\w+)'", script()) == [("{ article }", ""), ("", "from")]
    assert re.findall(r"referrer\)?\S*", script()) == ["referrer);"]
    assert "{ protocol, hostname }" in script()
