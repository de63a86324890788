"""The commands that tools rely on."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Tag
from articles.related import desk, meaning, vocabulary
from articles.related.models import RelatedHeadline, WordCount
from tests.builders import make_article, make_draft


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
def test_related_tells_of_links_and_names():
    Tag.objects.create(name="Ada Quayle", slug="ada-quayle", kind=Tag.Kind.PERSON)
    other = make_article("Second", tags=["Ada Quayle"])
    article = make_article("First", tags=["Ada Quayle"], body=f'<p><a href="{other.short_url}">So</a> it was.</p>')

    (row,) = json.loads(answer("related", article.pk, "--json"))

    assert row["reason"] == "Linked from this column"
    assert row["parts"]["link"] == {"score": 1.0, "who": "article"}
    assert row["parts"]["people"]["names"] == ["Ada Quayle"]


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


@pytest.mark.django_db
def test_lists_are_made_anew_once_many_columns_have_come(monkeypatch):
    monkeypatch.setattr(meaning, "LEAST", 2)
    article = make_article("First", tags=["Harbour"])
    for number in range(5):
        make_article(f"Number {number}", tags=["Harbour"])
    answer("rebuild_related")
    RelatedHeadline.objects.all().delete()

    answer("rebuild_related", "--if-grown")
    assert article.related_headlines.count() == 0

    WordCount.objects.filter(word=vocabulary.LEARNT).update(articles=4)
    answer("rebuild_related", "--if-grown")
    assert article.related_headlines.count() == 5


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
@pytest.mark.parametrize(
    ("file", "precision", "gain"), [("reuters-dev.jsonl.gz", 0.825, 0.805), ("uci-headlines-dev.jsonl.gz", 0.89, 0.89)]
)
def test_ranking_is_better_than_plain_word_frequencies(shared, file, precision, gain):
    figures = json.loads(answer("evaluate_related", shared / "related" / file, "--json"))

    assert figures["P@5"] >= precision
    assert figures["nDCG@10"] >= gain


@pytest.mark.django_db
def test_reports_of_bad_matches_judge_the_ranking(tmp_path):
    first, second = make_article("First", tags=["Harbour"]), make_article("Second", tags=["Harbour"])
    make_draft("Unfinished")
    desk.report(first, second, None, "Another harbour")
    pairs, documents = tmp_path / "pairs.jsonl", tmp_path / "documents.jsonl"

    answer("export_bad_matches", pairs, "--documents", documents)
    figures = json.loads(answer("evaluate_related", documents, "--json", "--bad-matches", pairs))
    told = answer("evaluate_related", documents, "--bad-matches", pairs)

    line = json.loads(pairs.read_text())
    assert (line["article"], line["related"], line["note"]) == (first.guid, second.guid, "Another harbour")
    assert line["parts"]["tags"]["names"] == ["Harbour"]
    assert [json.loads(document)["id"] for document in documents.read_text().splitlines()] == sorted(
        [first.guid, second.guid]
    )
    assert figures["bad matches"] == {"reported": 1, "known": 1, "still shown": 1}
    assert "bad matches: 1 reported, 1 known, 1 still shown" in told
    assert figures["P@5"] is None


def test_bad_match_that_ranks_low_or_is_unknown_is_not_still_shown(judged, tmp_path):
    pairs = [
        {"article": "b0", "related": "b1"},
        {"article": "b0", "related": "x"},
        {"article": "b0", "related": "gone"},
    ]
    others = [document(f"o{number}", "heron otter reed ") for number in range(6)]
    more = write(tmp_path / "more.jsonl", *map(json.loads, judged.read_text().splitlines()), *others)

    figures = json.loads(
        answer("evaluate_related", more, "--json", "--bad-matches", write(tmp_path / "pairs.jsonl", *pairs))
    )

    assert figures["bad matches"]["reported"] == 3
    assert figures["bad matches"]["known"] == 2
    assert figures["bad matches"]["still shown"] <= 1


@pytest.mark.parametrize("line", ['{"article": "a"}', "[]", "nonsense"])
def test_pair_that_is_none_is_an_error_that_names_its_line(judged, tmp_path, line):
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"article": "a", "related": "b"}\n' + line)

    with pytest.raises(CommandError, match="Line 2 is not a pair"):
        answer("evaluate_related", judged, "--bad-matches", pairs)


@pytest.mark.django_db
def test_export_to_nowhere_is_an_error_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        answer("export_bad_matches", tmp_path / "gone" / "pairs.jsonl")
