"""Tables as papers keep them, made for these tests."""

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

from articles.importing.documents import Document, ReadOptions
from articles.importing.readers import read

TEXT = (
    "The council has decided to build a bridge. It will cost more than the harbour did, and nobody asked those who "
    "live beside it.\n\nThat is the whole trouble with it. A town that can't mend its gutters should not build arches."
)
KOREAN = (
    "시의회가 다리를 놓기로 했다. 그 돈이면 골목마다 가로등을 세울 수 있다. 주민에게 물은 사람은 아무도 없었다.\n\n"
    "다리는 필요할지도 모른다. 그러나 묻지 않고 정하는 버릇은 다리보다 오래 남는다."
)


def csv_of(*rows: Sequence[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Return rows as a delimited text."""
    written = StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def xlsx_of(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return sheets of rows as a workbook."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def lines_of(*objects: Any) -> bytes:
    """Return objects as JSON Lines."""
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in objects).encode()


def read_table(content: bytes, name: str = "columns.csv", **options: Any) -> tuple[Document, ...]:
    """Read a file as the loader does."""
    return read(name, content, ReadOptions(**options))


def codes(document: Document) -> list[str]:
    """Return the codes of a document's notices."""
    return [notice.code for notice in document.notices]


def said(document: Document, code: str) -> str:
    """Return what the notice of a code says."""
    return next(notice.message for notice in document.notices if notice.code == code)
