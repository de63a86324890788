"""People at the desk: one for each answer that a page can give."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client

from authors.models import User
from tests.builders import make_user


def member(group: str, username: str) -> User:
    if not Group.objects.filter(name=group).exists():  # a transactional test before this one has emptied the tables
        import_module("articles.editing.migrations.0001_editors_and_writers").make_groups(apps, None)
    user = make_user(username, is_superuser=False, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db) -> User:
    return member("Editors", "vera")


@pytest.fixture
def writer(db) -> User:
    return member("Writers", "otto")


@pytest.fixture
def desk(editor) -> Client:
    """Return a browser in which an editor is signed in."""
    return signed_in(editor)


@pytest.fixture
def writers_desk(writer) -> Client:
    return signed_in(writer)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
