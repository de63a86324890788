"""The commands that tools rely on."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.related.models import RelatedHeadline
from tests.builders import make_article


def answer(*arguments: object) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def write(path, *documents: dict[str, object]):
    path.write_text("\n".join(json.dumps(document) for document in documents), encoding="utf-8")
    return path


def document(key: str, text: str, *labels: str, **values: object) -> dict[str, object]:
    return {"id": key, "headline": text, "text": text * 3, "date": None, "tags": [], "labels": list(labels), **values}


@pytest.mark.django_db
def test_related_prints_the_rows_as_readers_see_them():
    article = make_article("First", tags=["Harbour"])
    other = make_article("Second", tags=["Harbour"])

    rows = json.loads(answer("related", article.pk, "--json"))

    assert [row["id"] for row in rows] == [other.pk]
    assert set(rows[0]) == {"id", "headline", "url", "score", "parts", "reason", "origin", "heading"}
    assert rows[0]["reason"] == "Both on Harbour"
    assert rows[0]["url"] == other.get_absolute_url()


@pytest.mark.django_db
def test_related_of_an_unknown_article_is_an_error_in_a_sentence():
    with pytest.raises(CommandError, match="no article 7"):
        answer("related", 7)


@pytest.mark.django_db
def test_rebuild_keeps_the_rows():
    article = make_article("First", tags=["Harbour"])
    make_article("Second", tags=["Harbour"])
    RelatedHeadline.objects.all().delete()

    answer("rebuild_related")

    assert article.related_headlines.count() == 1


@pytest.fixture
def judged(tmp_path):
    birds = [document(f"b{number}", "heron otter reed ", "birds") for number in range(3)]
    ports = [document(f"p{number}", "tug crane quay ", "ports") for number in range(3)]
    return write(tmp_path / "judged.jsonl", *birds, *ports, document("x", "noodle broth ", "x"))


def test_evaluation_needs_no_database_and_gives_the_figures(judged):
    figures = json.loads(answer("evaluate_related", judged, "--json"))

    assert figures == {"P@5": 0.4, "nDCG@10": 1.0, "recall@10": 1.0, "MAP": 1.0}


def test_evaluation_writes_every_list_in_order(judged, tmp_path):
    answer("evaluate_related", judged, "--json", "--lists", tmp_path / "lists.jsonl")

    lists = [json.loads(line) for line in (tmp_path / "lists.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lists] == ["b0", "b1", "b2", "p0", "p1", "p2", "x"]
    assert set(lists[0]["related"][:2]) == {"b1", "b2"}
    assert all(len(set(line["related"])) == 6 and line["id"] not in line["related"] for line in lists)


def test_labels_are_not_seen_by_the_ranking(judged, tmp_path):
    bare = [json.loads(line) | {"labels": []} for line in judged.read_text().splitlines()]
    unjudged = write(tmp_path / "bare.jsonl", *bare)
    for file in (judged, unjudged):
        answer("evaluate_related", file, "--json", "--lists", file.with_suffix(".lists"))

    assert judged.with_suffix(".lists").read_bytes() == unjudged.with_suffix(".lists").read_bytes()
    assert set(json.loads(answer("evaluate_related", unjudged, "--json")).values()) == {None}


def test_evaluation_takes_tags_dates_and_empty_texts(tmp_path):
    file = write(
        tmp_path / "d.jsonl",
        document("a", "heron ", date="2011-04-03T07:55:00Z", tags=["Harbour"]),
        document("b", "", date="2011-04-03", tags=["harbour"]),
        document("c", "tug ", date="2011-04-03T07:55:00"),
    )

    answer("evaluate_related", file, "--json", "--lists", tmp_path / "lists.jsonl")

    assert json.loads((tmp_path / "lists.jsonl").read_text().splitlines()[0])["related"] == ["b", "c"]


@pytest.mark.parametrize("line", ["{", "[]", '{"headline": "no id"}', '{"id": 1, "date": "someday"}'])
def test_a_wrong_line_is_named(tmp_path, line):
    file = tmp_path / "d.jsonl"
    file.write_text(f'{{"id": "a"}}\n{line}\n')

    with pytest.raises(CommandError, match="Line 2"):
        answer("evaluate_related", file)


@pytest.mark.parametrize("content", ["", "\n"])
def test_an_empty_file_gives_no_figures(tmp_path, content):
    file = tmp_path / "d.jsonl"
    file.write_text(content)

    assert set(json.loads(answer("evaluate_related", file, "--json")).values()) == {None}


@pytest.mark.shared
def test_ranking_is_better_than_plain_word_frequencies(shared):
    figures = json.loads(answer("evaluate_related", shared / "related" / "reuters-dev.jsonl.gz", "--json"))

    assert figures["P@5"] >= 0.79
    assert figures["nDCG@10"] >= 0.775
