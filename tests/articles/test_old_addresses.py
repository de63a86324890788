"""What the spellings of an old address have in common."""

import pytest

from articles.old_addresses import key_of, path_of, site_of


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", "/"),
        ("/index.php", "/"),
        ("/A/B/", "/a/b"),
        ("/a?x", "/a?x="),
        ("/a?", "/a"),
        ("/a%00b", "/ab"),
        ("/%E7%8F%BE", "/\u73fe"),
        ("/%FF", "/\ufffd"),
        ("/" + "x" * 2000, ""),
    ],
)
def test_a_key_is_the_same_for_all_spellings(path, key):
    assert key_of(path) == key


def test_a_query_of_endless_parts_is_one_word():
    query = "&".join(f"x{number}=1" for number in range(60))

    assert key_of(f"/a?{query}").startswith("/a?x0%3d1%26x1")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://old.example/a/b?x=1#top", "/a/b?x=1"),
        ("https://old.example/?p=3", "/?p=3"),
        ("https://old.example?p=3", "/?p=3"),
        ("/a", "/a"),
        ("https://old.example/", ""),
        ("a/b", ""),
        ("mailto:x@example.org", ""),
        ("http://[bad", ""),
    ],
)
def test_a_path_is_taken_from_an_address(address, path):
    assert path_of(address) == path


def test_a_site_is_the_same_with_and_without_www():
    assert site_of("https://WWW.Old.example:8080/x") == site_of("http://old.example/y") == "old.example"
    assert site_of("/x") == site_of("http://[bad") == ""
