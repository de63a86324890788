"""Pictures at their addresses: shown as what they are, kept by browsers, and nothing that could run."""

import pytest

from tests.importing.pictures.making import picture

HASHED = "images/ab/ab" + "0" * 62 + ".jpg"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for name in (HASHED, "images/2012/hand.png", "images/x.svg", "images/x.html", "images/x"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture())
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return settings.MEDIA_ROOT


def test_a_picture_is_shown_as_what_it_is_and_never_runs(client, media):
    response = client.get(f"/media/{HASHED}")

    assert response.content == picture()
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in response


def test_a_picture_named_by_its_content_is_kept_for_ever_and_no_other(client, media):
    assert "immutable" in client.get(f"/media/{HASHED}")["Cache-Control"]
    assert client.get("/media/images/2012/hand.png")["Cache-Control"] == "public, max-age=3600"


def test_a_picture_that_a_browser_has_is_not_sent_again(client, media):
    modified = client.get(f"/media/{HASHED}")["Last-Modified"]

    assert client.get(f"/media/{HASHED}", headers={"If-Modified-Since": modified}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "images/x.svg",
        "images/x.html",
        "images/x",
        "images/none.jpg",
        "images/",
        "images",
        "../secret.jpg",
        "%2e%2e/secret.jpg",
        "a%00.jpg",
    ],
)
def test_what_is_no_picture_of_ours_is_not_found(client, media, path, db):
    assert client.get(f"/media/{path}").status_code == 404
