"""Pictures in a text are asked for when they come near."""

import pytest

from articles.templatetags.presentation import with_late_pictures


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One.</p>", "<p>One.</p>"),
        ('<p>One.</p><img src="a">', '<p>One.</p><img loading="lazy" decoding="async" src="a">'),
        (
            '<figure><img src="a"></figure><p>One.</p><img src="b">',
            '<figure><img src="a"></figure><p>One.</p><img loading="lazy" decoding="async" src="b">',
        ),
        ("", ""),
    ],
)
def test_all_but_one_at_the_head_come_late(body, expected):
    assert with_late_pictures(body) == expected
