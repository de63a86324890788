"""Full-text search over what the public may see: one behaviour on SQLite (FTS5) and on PostgreSQL (tsvector).

`search` answers a reader, `matching` filters any articles (the desk's list), `highlight` makes the snippet, `index`
keeps the words of an article and is called by the write path in its transaction; `holding` asks for single words.
"""

from articles.search.engines import holding
from articles.search.highlighting import highlight
from articles.search.indexing import index, index_new, names_of
from articles.search.results import SearchResults, matching, search

__all__ = [
    "SearchResults", "highlight", "holding", "index", "index_new", "matching", "names_of", "search",
]  # fmt: skip
