"""Saved searches: each with its hits and its feed, and no secret."""

from corpus import ARTICLES
from serve.visitor import visitor

import searchnews
from searchnews.storage.saved.records import Delivery


def test_saved_searches_lead_to_their_hits_and_feeds(tmp_path):
    with searchnews.create(tmp_path / "index") as index, visitor(index) as client:
        index.add(ARTICLES)
        assert "Aucune recherche" in client.get("/saved").text
        index.saved.add(
            "raids",
            "raids aériens",
            sources=["ATS"],
            date_from="2015",
            deliveries=[Delivery("webhook", "https://journal.example/secret")],
        )
        (search,) = client.get("/saved.json").json()["searches"]
        assert search["url"] == "/?q=raids+a%C3%A9riens&from=2015&source=ATS"
        assert client.get(search["url"]).status_code == 200
        assert client.get(search["feed"]).text.count("<item>") >= 1
        page = client.get("/saved").text
        assert "raids aériens" in page
        for ending in ("", ".json"):
            assert "secret" not in client.get(f"/saved{ending}").text
