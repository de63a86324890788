"""The first account of a new site."""

import re

import pytest
from django.core.management import call_command

from authors.models import User

pytestmark = pytest.mark.django_db


def test_password_is_printed_once_and_signs_in(capsys):
    call_command("make_admin")
    password = re.search(r"password\s+(\S+)", capsys.readouterr().out)[1]

    assert User.objects.get().check_password(password)

    call_command("make_admin")
    assert "password" not in capsys.readouterr().out
    assert User.objects.count() == 1
