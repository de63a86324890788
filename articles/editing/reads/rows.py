"""A line of a table of reads: two numbers and what lies between them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was counted, now and in the stretch before. None: that is not known, or not yet.

    `key` is what the CSV says; `short` what a chart says; `is_to_come` marks an hour that has not begun.
    """

    label: str
    key: str
    this: int | None
    last: int | None = None
    short: str = ""
    note: str = ""
    url: str = ""
    language: str = ""
    is_to_come: bool = False

    @property
    def difference(self) -> int | None:
        """How many more than before; None where one of the two is not known."""
        return None if self.this is None or self.last is None else self.this - self.last

    @property
    def change(self) -> str:
        """The difference as people write it: “+1,200”, “−30”."""
        return "" if self.difference is None else signed(self.difference)

    @property
    def percent(self) -> str:
        """The difference in percent of before: “+12 %”; “new” where there were none before."""
        if self.difference is None or not (self.this or self.last):
            return ""
        return f"{signed(round(100 * self.difference / self.last))} %" if self.last else "new"


def signed(number: int) -> str:
    """Return a number with its sign, a true minus."""
    sign = "+" if number > 0 else "−" if number < 0 else "±"
    return f"{sign}{abs(number):,}"
