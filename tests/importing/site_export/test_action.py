import io
import zipfile

import pytest
from django.urls import reverse

from articles.importing.site_export import action
from tests.builders import make_article, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


def ask(client, articles, **more):
    data = {"action": "export_columns", "_selected_action": [article.pk for article in articles], **more}
    return client.post(LIST, data, follow=True)


def test_the_ticked_columns_come_as_a_zip(admin_client):
    one, other = make_article("Lamps on the pier"), make_article("Salt")

    answer = ask(admin_client, [one])

    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        text = archive.read("articles.jsonl").decode()
    assert one.headline in text
    assert other.headline not in text


def test_more_than_one_request_can_write_is_said(admin_client, monkeypatch):
    monkeypatch.setattr(action, "MOST", 1)

    answer = ask(admin_client, [make_article(), make_article()])

    assert "narrow the list" in answer.content.decode()


def test_who_may_not_publish_is_not_offered_an_export(client):
    writer = make_user("writer", is_superuser=False, is_staff=True)
    client.force_login(writer)

    assert ask(client, [make_article()]).status_code == 403
