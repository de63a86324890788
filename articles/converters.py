"""Parts of an address: dates (four figures for a year, two for a month or day) and the number of a row."""

from datetime import MAXYEAR, MINYEAR


class YearConverter:
    """A year in four figures."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        """Return the year as a number; ValueError for the first and last there are: their weeks lead out."""
        year = int(value)
        if not MINYEAR < year < MAXYEAR:
            raise ValueError(f"There is no year {value}.")
        return year

    def to_url(self, value: int | str) -> str:
        """Return the year in four figures."""
        return f"{int(value):04d}"


class IdConverter:
    """The number of a row. No database has room for more than eighteen figures, and SQLite fails over them."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Return it as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return it in figures."""
        return str(value)


class TwoFiguresConverter:
    """A month or a day in two figures; whether it exists is for the view to say."""

    regex = "[0-9]{2}"

    def to_python(self, value: str) -> int:
        """Return it as a number."""
        return int(value)

    def to_url(self, value: int | str) -> str:
        """Return it in two figures."""
        return f"{int(value):02d}"
