"""What the files in deploy/ say about the tree that they run."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"


def copied() -> list[str]:
    """Return what the Containerfile copies of this tree into the image that runs, by its place in the tree."""
    final_stage = (DEPLOY / "Containerfile").read_text().rpartition("\nFROM ")[2]
    return re.findall(r"^COPY (?!--from)(\S+) ", final_stage, re.MULTILINE)
