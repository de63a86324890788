"""The address where browsers look for an icon unasked."""


def test_favicon_leads_to_the_icon_without_a_query(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.svg")
    assert "max-age" in response["Cache-Control"]
