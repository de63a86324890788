"""What became of one picture of a document that comes in."""

from dataclasses import asdict, dataclass
from typing import Any

from articles.pictures.judging import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A picture of a document: its file and what is known of it, or why it is missing."""

    address: str
    file: str = ""
    sha256: str = ""
    width: int = 0
    height: int = 0
    credit: str = ""
    caption: str = ""
    missing: str = ""

    @classmethod
    def of(cls, address: str, picture: Judged) -> "Found":
        """Return what is kept of a picture."""
        return cls(
            address=address, file=picture.file, sha256=picture.sha256, width=picture.width, height=picture.height,
            credit=picture.credit, caption=picture.caption,
        )  # fmt: skip

    def fields(self) -> dict[str, Any]:
        """Return it as the row of a picture has it."""
        return asdict(self)
