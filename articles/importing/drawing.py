"""The form of a document as its page draws it: each field with its mark, each name with who it may be."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField

from articles.importing.forms import ANOTHER, NEW, DocumentForm
from articles.importing.review import Person
from articles.importing.screens import Origin, Screen
from articles.models import Article
from authors.models import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field with where its value came from."""

    name: str
    field: BoundField
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """A name of the byline with who it may be; `person` is None in the line for a further name."""

    index: int
    name: BoundField
    title: BoundField
    other: BoundField
    who: str
    person: Person | None

    @property
    def has_exact(self) -> bool:
        """Whether there is a columnist of exactly this name."""
        return bool(self.person and any(candidate.is_exact for candidate in self.person.candidates))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A line of the printed list, with the column of ours that it means."""

    rank: int
    field: BoundField
    match: Article | None
    is_known: bool


class Fields:
    """The form's fields beside what was read, for the template."""

    def __init__(self, screen: Screen, form: DocumentForm) -> None:
        """Take a document's screen and its form."""
        self.screen = screen
        self.form = form

    def __getitem__(self, name: str) -> Row:
        """Return a field by its name."""
        means = {"credits": "name_0", "most_read": "line_0"}
        field = self.form[means.get(name, name)]
        return Row(name=name, field=field, origin=self.screen.origins.get(name))

    def names(self) -> Iterator[NameRow]:
        """Yield the names of the byline, then a line for a further one."""
        for index in range(len(self.form.people) + 1):
            person = self.form.people[index] if index < len(self.form.people) else None
            yield NameRow(
                index=index,
                name=self.form[f"name_{index}"],
                title=self.form[f"title_{index}"],
                other=self.form[f"other_{index}"],
                who=self._who(index, person),
                person=person,
            )

    def _who(self, index: int, person: Person | None) -> str:
        if self.form.is_bound:
            return str(self.form.data.get(f"who_{index}", ""))
        if person is None:
            return ""
        answer = person.chosen or person.proposed
        if isinstance(answer, Author):
            return str(answer.pk)
        has_exact = any(candidate.is_exact for candidate in person.candidates)
        return (ANOTHER if has_exact else NEW) if answer else ""

    def ranked(self) -> Iterator[ListRow]:
        """Yield the lines of the printed list, and empty ones up to ten."""
        known = self.form.values.most_read
        for place in range(sum(name.startswith("line_") for name in self.form.fields)):
            is_known = place < len(known)
            yield ListRow(
                rank=known[place].rank if is_known else place + 1,
                field=self.form[f"line_{place}"],
                match=self.screen.matches.get(place),
                is_known=is_known,
            )
