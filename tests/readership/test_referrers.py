"""From which sites readers come: the host alone, and not one that might be somebody's."""

from collections import Counter

import pytest

from articles.readership import referrers, rules
from articles.readership.models import ReferrerReads
from tests.builders import make_article
from tests.readership.building import DAY, send_beacon


@pytest.mark.parametrize(
    ("value", "host"),
    [
        ("news.example.org", "news.example.org"),
        ("WWW.Example.ORG", "example.org"),
        ("example.org.", "example.org"),
        ("xn--9t4b11yi5a.kr", "xn--9t4b11yi5a.kr"),
        ("com.google.android.gm", "com.google.android.gm"),
        ("", ""),
        ("   ", ""),
        ("paper.example", ""),
        ("www.paper.example", ""),
        ("localhost", "other"),
        ("printer.local", "other"),
        ("wiki.corp", "other"),
        ("192.0.2.7", "other"),
        ("[2001:db8::7]", "other"),
        ("example.org:8000", "other"),
        ("example.org/path", "other"),
        ("example.org?q=1", "other"),
        ("jane@example.org", "other"),
        ("a b.example", "other"),
        ("-a.example", "other"),
        ("한국.example", "other"),
        ("x" * 64 + ".example", "other"),
        (".".join(["abcdefg"] * 32), "other"),
        ("<b>.example", "other"),
    ],
)
def test_host_that_a_beacon_names(value: str, host: str) -> None:
    assert referrers.host_of(value, own="paper.example") == host


@pytest.mark.django_db
def test_host_is_counted_with_the_read() -> None:
    article = make_article()

    send_beacon(f"{article.pk}&from=News.Example.org")
    send_beacon(f"{article.pk}&from=news.example.org", address="192.0.2.7")
    send_beacon(article, address="198.51.100.7")

    assert list(ReferrerReads.objects.values_list("article", "host", "count")) == [(article.pk, "news.example.org", 2)]


@pytest.mark.django_db
def test_readers_own_host_and_our_own_are_not_kept() -> None:
    article = make_article()

    send_beacon(f"{article.pk}&from=203.0.113.9", address="203.0.113.9")
    send_beacon(f"{article.pk}&from=testserver", address="198.51.100.7")

    assert list(ReferrerReads.objects.values_list("host", "count")) == [(rules.OTHER_HOSTS, 1)]


@pytest.mark.django_db
def test_hosts_of_an_article_and_day_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "HOSTS_AN_ARTICLE_DAY", 3)
    article, other = make_article(), make_article()
    for host in ("one.example", "two.example"):
        ReferrerReads.objects.create(article=article, day=DAY, host=host, count=1)
    given = {"one.example": 5, "three.example": 2, "four.example": 3, "five.example": 1}

    found = referrers.bounded(
        Counter(
            {**{(article.pk, DAY, host): reads for host, reads in given.items()}, (other.pk, DAY, "five.example"): 4}
        )
    )

    assert found == {
        (article.pk, DAY, "one.example"): 5,
        (article.pk, DAY, "four.example"): 3,
        (article.pk, DAY, "other"): 3,
        (other.pk, DAY, "five.example"): 4,
    }
