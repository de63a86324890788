"""What can be loaded, in the newsroom's words: for whoever stands before the form with a pile of files."""

from __future__ import annotations

from articles.importing.readers import FORMATS

# By the name of the format; newswire is one thing in three formats.
IN_WORDS = {
    "text": "text dumps",
    "web": "saved web pages, alone or with their folder, MHTML and WARC",
    "wxr": "exports of WordPress",
    "ghost": "exports of Ghost",
    "feed": "feeds saved as files (RSS, Atom, JSON Feed)",
    "markdown": "Markdown with front matter (Hugo, Jekyll)",
    **dict.fromkeys(("docx", "odt"), "Word and OpenDocument texts (.docx, .odt)"),
    "table": "tables (CSV, TSV, Excel, JSON Lines)",
    "nitf": "newswire (NITF, NewsML-G2, ninjs)",
    "newsml": "newswire (NITF, NewsML-G2, ninjs)",
    "ninjs": "newswire (NITF, NewsML-G2, ninjs)",
    "broadsheet": "our own export",
}


def what_is_taken() -> list[str]:
    """Return each kind of file that a reader is there for, in the order of `IN_WORDS`."""
    return list(dict.fromkeys(words for name, words in IN_WORDS.items() if name in FORMATS))
