"""What is taken out of markup before a parser meets it, however it was written to keep a reader busy."""

import pytest

from articles.importing.readers.html.limits import without_comments, without_scripts, without_stuffed_tags


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-- b --><!-- c -->d", "ad"),
        ("a<!-- never closed", "a never closed"),
        ("a<!-- b -->c<!-- never closed", "ac never closed"),
        ("<!--" * 50_000, ""),
    ],
)
def test_a_comment_goes_and_one_that_is_never_closed_loses_its_mark_alone(markup, left):
    assert without_comments(markup).replace("  ", " ") == left


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("a<script>b</script>c", "a c"),
        ("a<SCRIPT src='x'>b</Script >c<style>d</style>e", "a c e"),
        ("a<script type='application/ld+json'>{}</script>c", "a<script type='application/ld+json'>{}</script>c"),
        ("a<!-- <script> -->b<script>c</script>d", "a b d"),
        ("a<!--[if IE]>b<![endif]-->c", "a<!--[if IE]>b<![endif]-->c"),
        ("a<script>never closed", "a<script>never closed"),
    ],
)
def test_scripts_styles_and_comments_go_and_data_stays(markup, left):
    assert without_scripts(markup) == left


@pytest.mark.parametrize("mark", ["<!--", "<script>", "<style>", "<script "])
def test_very_many_openings_without_an_end_stay(mark):
    assert without_scripts(mark * 50_000) == mark * 50_000


def test_a_tag_of_very_many_attributes_has_none_and_a_long_name_is_left():
    stuffed, name = "<p " + "a=1 " * 20_000 + ">", "<" + "a" * 50_000 + "<"

    assert without_stuffed_tags(stuffed + name) == "<p>" + name
