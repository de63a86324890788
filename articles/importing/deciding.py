"""What an editor did on a document's page, done: what was typed is kept, names are confirmed, one decision is taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.editing import wording
from articles.importing import people, review, services, values
from articles.importing.forms import ANOTHER, NEW, DocumentForm, Signature
from articles.importing.models import ImportRun, StagedDocument
from articles.models import Article
from authors.models import Author, User

State = StagedDocument.State
# What each decision is called, and which right it needs.
MOST_AT_ONCE = 500  # documents that are read again in one request
NEEDS = {"draft": "accept", "publish": "publish", "publish_next": "publish"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of it: a sentence, and whether the next document opens, another page, or this one again."""

    sentence: SafeString | str = ""
    is_decision: bool = False
    goes_to: str = ""
    anchor: str = ""


@dataclass(slots=True, kw_only=True)
class Desk:
    """One editor at one document; `form` is None where nothing could be read of it."""

    staged: StagedDocument
    form: DocumentForm | None
    user: User
    may: Mapping[str, bool]

    def save(self) -> None:
        """Keep what was typed and chosen. ValueError says in a sentence what can't be kept."""
        form = self.form
        if form is None:
            return
        with transaction.atomic():
            if changed := form.edits():
                self.staged = services.edit(self.staged, changed, user=self.user)
            self._confirm(form)
            if "tags" in form.changed_data:
                services.set_tags([self.staged], form.cleaned_data["tags"])

    def _confirm(self, form: DocumentForm) -> None:
        """Keep who stands behind each name."""
        for index, line in enumerate(form.signatures()):
            if not line.is_renamed or isinstance(line.who, Author):
                self.staged = services.choose_author(self.staged, index, choice(line))

    def do(self, asked: str) -> Done:
        """Take a decision or a remedy. NotAcceptableError says in a sentence why it can't be."""
        deed, _, what = asked.partition(":")
        deeds: dict[str, Callable[[str], Done]] = {
            "save": lambda _: Done(sentence="Saved. Nothing is decided yet."),
            "hold": self._hold,
            "leave_out": self._leave_out,
            "draft": lambda _: self._accept(publish=False),
            "publish": lambda _: self._accept(publish=True, shows=True),
            "publish_next": lambda _: self._accept(publish=True),
            "refuse": self._refuse,
            "take": self._take,
            "refuse_all": self._refuse_all,
            "revert": self._revert,
            "tag": self._tag,
            "contact": self._contact,
        }
        if deed not in deeds:
            return Done(sentence="Saved. Nothing is decided yet.")
        if deed in NEEDS and not self.may[NEEDS[deed]]:
            raise PermissionDenied
        return deeds[deed](what)

    # --- Decisions --------------------------------------------------------------------------------------------

    def _hold(self, _: str) -> Done:
        reason = self._reason or f"Held by {self.user}."
        services.hold(self.staged, user=self.user, reason=reason)
        return Done(sentence=f"“{self.staged}” is held: {reason}", is_decision=True)

    def _leave_out(self, _: str) -> Done:
        services.reject(self.staged, user=self.user, reason=self._reason)
        link = reverse("importing:document", args=[self.staged.run_id, self.staged.pk])
        sentence = format_html("“{}” is left out. <a href='{}'>Back to it</a>", self.staged, link)
        return Done(sentence=sentence, is_decision=True)

    def _accept(self, *, publish: bool, shows: bool = False) -> Done:
        as_new = bool(self.form and self.form.cleaned_data.get("as_new"))
        article = services.accept(self.staged, user=self.user, publish=publish, as_new=as_new)
        is_public = Article.objects.readable(at=timezone.now()).filter(pk=article.pk).exists()
        goes_to = article.get_absolute_url() if shows and is_public else ""
        return Done(sentence=said(article, is_public=is_public), is_decision=True, goes_to=goes_to)

    @property
    def _reason(self) -> str:
        return self.form.cleaned_data["reason"].strip() if self.form else ""

    # --- Remedies ---------------------------------------------------------------------------------------------

    def _refuse(self, code: str) -> Done:
        services.refuse_repair(self.staged, code)
        return Done(sentence="Read again without that repair: it stands as printed.", anchor="#doubts")

    def _refuse_all(self, code: str) -> Done:
        """Refuse a repair in every document of the run that is still to be decided: a fault comes in families."""
        number = 0
        for staged in review.to_decide(self.staged.run).select_related("run", "source_file")[:MOST_AT_ONCE]:
            if code not in staged.refused_repairs and code in {notice.repair for notice in review.notices_of(staged)}:
                services.refuse_repair(staged, code)
                number += 1
        words = "1 document" if number == 1 else f"{number} documents"
        return Done(sentence=f"Read again without that repair: {words} of this loading.", anchor="#doubts")

    def _take(self, code: str) -> Done:
        services.take_repair(self.staged, code)
        return Done(sentence="Read again with that repair.", anchor="#doubts")

    def _revert(self, name: str) -> Done:
        document = values.document_of(self.staged)
        if document is None or name not in values.EDITABLE:
            return Done()
        read = values.plain(document)
        names = {name, name.replace("_at", "_precision")} if name in values.MOMENTS else {name}
        services.edit(self.staged, {each: read[each] for each in names}, user=self.user)
        return Done(sentence="Taken back: it is as it was read.", anchor=f"#field-{name}")

    def _contact(self, what: str) -> Done:
        services.edit(self.staged, {"keeps_cut_off_contact": what == "show"}, user=self.user)
        shown = "are shown" if what == "show" else "are not shown"
        return Done(sentence=f"Readers {shown} the sentence that breaks off.", anchor="#doubts")

    def _tag(self, name: str) -> Done:
        services.set_tags([self.staged], [name], add=True)
        return Done(anchor="#field-tags")


def choice(line: Signature) -> Author | str | None:
    """Return what is kept of a choice: None where accepting does the same by itself.

    NEW was chosen when nobody had the name; whoever has it by now was made by another document, and is meant.
    """
    if line.who in {ANOTHER, NEW}:
        return services.NEW if line.who == ANOTHER else None
    known = people.exact(line.name)
    return None if len(known) == 1 and line.who == known[0] else line.who


def said(article: Article, *, is_public: bool) -> SafeString:
    """Return what became of a column, with the way to it."""
    edit = reverse("admin:articles_article_change", args=[article.pk])
    state = wording.state(article)[1]
    sentence = format_html("“{}”: {}. <a href='{}'>Open the column</a>", article.headline, state, edit)
    if not is_public:
        return sentence
    return format_html("{} · <a href='{}'>View on site</a>", sentence, article.get_absolute_url())


def settled(staged: StagedDocument) -> str:
    """Return why nothing can be decided on a document any more, in a sentence; "" where something can."""
    if staged.run.status == ImportRun.Status.UNDONE:
        return "This loading was undone; load the file again to decide on it."
    if staged.state != State.ACCEPTED or staged.article is None:
        return ""
    who = staged.decided_by.get_full_name() or staged.decided_by.get_username() if staged.decided_by else "a command"
    when = wording.moment(staged.decided_at) if staged.decided_at else ""
    return f"“{staged}” was accepted already, by {who}, {when}: nothing was changed. Change the column instead."


def overtaken(staged: StagedDocument) -> str:
    """Return that somebody else changed a document while a page of it was open, and what happens now."""
    who = staged.decided_by.get_full_name() or staged.decided_by.get_username() if staged.decided_by else "Somebody"
    return (
        f"{who} changed this document while you had it open, so nothing of yours was saved yet. Yours is below; "
        "decide again to save it over theirs, or open the page anew to see theirs."
    )
