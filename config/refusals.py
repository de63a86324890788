"""What somebody sees who may not do something: a sentence and a way on, in the desk's look."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

ANYTHING = "Your account may not do this. An editor can, or can give you the right."


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer with 403 and what the exception says, or a general sentence where it says nothing."""
    context = {
        **admin.site.each_context(request),
        "title": "Not with this account",
        "said": str(exception) or ANYTHING,
    }
    return render(request, "403.html", context, status=403)
