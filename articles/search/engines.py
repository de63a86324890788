"""The two engines behind one function: which articles hold all terms of a query, as SQL that yields their ids.

Both index the same prepared words, so that they agree by construction: FTS5 splits at spaces alone (its `ascii`
tokeniser takes every other character for a letter), and PostgreSQL's tsvector is made from the words as an array,
without a parser. Where they differ, in phrases, PostgreSQL narrows by the words and then looks for the phrase in the
prepared text, which has no limit on positions as a tsvector has.
"""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.search.queries import Query
from articles.words import is_syllable

COLUMNS = ("headline", "names", "text")
# CROSS JOIN keeps SQLite from going through all published articles first.
_HOLDING_SQLITE = (
    "SELECT %s, i.rowid FROM articles_searchindex i CROSS JOIN articles_article a ON a.id = i.rowid "
    "WHERE i.articles_searchindex MATCH %s AND a.status = 'published'"
)
_HOLDING_POSTGRESQL = (
    "SELECT %s, t.article_id FROM articles_searchtext t JOIN articles_article a ON a.id = t.article_id "
    "WHERE t.words @@ %s::tsquery AND a.status = 'published'"
)
# What has the tag that the words name, by its own name or by another word for it.
_OF_THE_SUBJECT = (
    " UNION SELECT i.content_object_id FROM articles_taggedarticle i JOIN articles_tag t ON t.id = i.tag_id "
    "WHERE t.key = %s UNION SELECT i.content_object_id FROM articles_taggedarticle i "
    "JOIN articles_tagalias a ON a.tag_id = i.tag_id WHERE a.key = %s"
)


def article_ids(vendor: str, query: Query, column: str | None = None) -> RawSQL:
    """Return a subquery of the ids of articles that hold every term, in one column or anywhere, and none excluded.

    `vendor` is the connection's ("sqlite" or "postgresql"). Excluded terms count anywhere. Anywhere is also the
    subject: what has the tag that the query names.
    """
    sql, params = _postgresql(query, column) if vendor == "postgresql" else _sqlite(query, column)
    if query.subject and not column:
        sql, params = sql + _OF_THE_SUBJECT, [*params, query.subject, query.subject]
    return RawSQL(sql, params)  # noqa: S611 the SQL is made of fixed parts, the words are parameters


def _sqlite(query: Query, column: str | None) -> tuple[str, list[str]]:
    wanted = " AND ".join(_fts5(term) for term in query.terms)
    if column:
        wanted = f"{column} : ({wanted})"
    unwanted = "".join(f" NOT {_fts5(term)}" for term in query.excluded)
    sql = "SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s"
    return sql, [f"({wanted}){unwanted}"]


def _fts5(term: str) -> str:
    """Return a term as an FTS5 string: prepared words hold no quotation mark, so nothing needs escaping."""
    return f'"{term}"*' if is_syllable(term) else f'"{term}"'


def _postgresql(query: Query, column: str | None) -> tuple[str, list[str]]:
    columns = (column,) if column else COLUMNS
    sql, params = "SELECT article_id FROM articles_searchtext WHERE words @@ %s::tsquery", [_tsquery(query)]
    for term in query.terms:
        if column or " " in term:
            sql += f" AND {_holds(columns)}"
            params += [_padded(term)] * len(columns)
    for term in query.excluded:
        if " " in term:
            sql += f" AND NOT {_holds(COLUMNS)}"
            params += [_padded(term)] * len(COLUMNS)
    return sql, params


def _tsquery(query: Query) -> str:
    """Return what the index can answer: all words of the terms, and none of the single words left out."""
    wanted = [_lexeme(word) for term in query.terms for word in term.split()]
    unwanted = [f"!{_lexeme(term)}" for term in query.excluded if " " not in term]
    return " & ".join(_once(wanted + unwanted))


def _lexeme(word: str) -> str:
    return f"'{word}':*" if is_syllable(word) else f"'{word}'"


def _holds(columns: Sequence[str]) -> str:
    return "(" + " OR ".join(f"strpos(' ' || {column} || ' ', %s) > 0" for column in columns) + ")"


def _padded(term: str) -> str:
    return f" {term}" if is_syllable(term) else f" {term} "


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def holding(words: Sequence[str]) -> list[tuple[str, int]]:
    """Return each of a few prepared words with the id of each published article that holds it, in a fixed order."""
    if not words:
        return []
    one = _HOLDING_POSTGRESQL if connection.vendor == "postgresql" else _HOLDING_SQLITE
    sql = " UNION ALL ".join([one] * len(words))
    params: list[str | int] = []
    for number, word in enumerate(words):
        params += [number, f"'{word}'" if connection.vendor == "postgresql" else f'"{word}"']
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [(words[number], article_id) for number, article_id in sorted(cursor.fetchall())]
