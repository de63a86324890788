"""The admin of this project: Django's, with the desk's own front page and words."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin with our site class."""

    default_site = "config.admin.DeskAdminSite"
