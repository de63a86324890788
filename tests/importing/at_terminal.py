"""Loading on the command line, for tests: what is put into the folder, and what came of it."""

from django.apps import apps


def put(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def outcomes(lines):
    return {line["source"]: line["outcome"] for line in lines}


def row_counts():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}
