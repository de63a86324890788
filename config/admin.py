"""The desk: Django's admin site, named for the paper."""

from django.contrib.admin import AdminSite


class DeskAdminSite(AdminSite):
    """The admin site of the opinion desk."""

    site_title = "Desk"
    index_title = "Today"
