"""`manage.py make_admin`: the first account of a new site."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from authors.models import User


class Command(BaseCommand):
    """Make the administrator `admin` with a generated password, printed once; nothing where there is one already."""

    help = "Make the account “admin” with a generated password, if nobody can administer the site yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the address of the desk, and the password the only time that it is known."""
        desk = f"{settings.SITE_URL}/admin/"
        if User.objects.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write(f"The desk is at {desk} (the account exists already).")
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser("admin", "", password)
        self.stdout.write(f"The desk is at {desk}\n  account   admin\n  password  {password}   (shown only this once)")
