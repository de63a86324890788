"""The loader's screens as somebody at the desk uses them."""

from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.importing.models import ImportRun, StagedDocument
from tests.builders import make_user
from tests.importing.dumps import make_dump

LOAD = "/admin/load/"


def desk(username: str = "vera", *, group: str = "Editors") -> Client:
    """Return a browser in which somebody of a group is signed in."""
    user = make_user(username, is_superuser=False, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def load(client: Client, *texts: str, **sent: Any) -> HttpResponse:
    """Send a paste and files to the loader."""
    return client.post(LOAD, {"text": "\n\n".join(texts), **sent})


def loaded(client: Client, text: str = "", **parts: Any) -> StagedDocument:
    """Load one column and return it."""
    load(client, text or make_dump(**parts))
    return StagedDocument.objects.latest("pk")


def run_of(client: Client, *texts: str) -> ImportRun:
    """Load several columns and return their run."""
    load(client, *texts)
    return ImportRun.objects.latest("pk")


def address(staged: StagedDocument) -> str:
    """Return the page of a document."""
    return reverse("importing:document", args=[staged.run_id, staged.pk])


def filled(client: Client, staged: StagedDocument, **changes: str) -> dict[str, str]:
    """Open a document's page and return what its form would send, with some of it changed."""
    context = client.get(address(staged)).context
    form = context["form"]
    data = {bound.html_name: _sent(bound) for bound in form if bound.name != "as_new"}
    data |= {f"who_{line.index}": line.who for line in context["page"].names()}
    return {**data, **changes}


def decide(client: Client, staged: StagedDocument, do: str, **changes: str) -> HttpResponse:
    """Press a button on a document's page."""
    return client.post(address(staged), {**filled(client, staged, **changes), "do": do})


def sentences(client: Client, page: str = LOAD) -> list[str]:
    """Return the messages that wait for somebody."""
    return [str(message) for message in client.get(page).context["messages"]]


def _sent(bound: Any) -> str:
    value = bound.field.widget.format_value(bound.value())
    return (value[0] if isinstance(value, list) and value else value) or ""
