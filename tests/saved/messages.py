"""Messages as deliveries are given them."""

import uuid

from searchnews.article import Article
from searchnews.saved.deliveries.parcel import Parcel
from searchnews.saved.message import Message, NewArticle, unpacked
from searchnews.search.results import Hit, Presentation, Snippet
from searchnews.storage.saved.records import StoredMessage

DATABASE = uuid.UUID(int=7)


def new_article(name="a1", copies=(), **fields):
    """An article in which « crue » matched."""
    given = {
        "title": "Crue de la Sorne",
        "body": "Une crue.",
        "date": "2026-02-03",
        "source": "Le Courrier",
        "url": "https://exemple.fr/a1?x=1&y=2",
    }
    article = Article(id=name, **(given | fields))
    hit = Hit(
        rank=1,
        score=1.0,
        relaxed=False,
        article=article,
        number=1,
        presentation=Presentation(Snippet("Une crue <soudaine>.", ((4, 8),)), ((0, 4),)),
    )
    return NewArticle.of(hit, matched=("Crue", "soudaine"), copies=copies, is_changed=False)


def message(*articles, number=1, made="2026-02-03T10:00:00+00:00", search="crues", **fields):
    """A message that waits under a number."""
    articles = articles or (new_article(),)
    values = {
        "search": search,
        "query": "crue",
        "understood": "crue",
        "made": made,
        "index": "/presse",
        "commit": "7",
        "total": len(articles),
        "copies": sum(len(each.copies) for each in articles),
        "part": 1,
        "parts": 1,
        "warnings": (),
        "articles": tuple(articles),
    }
    packed = Message(**(values | fields)).packed()
    return unpacked(StoredMessage(number, 1, len(articles), packed), DATABASE)


def parcel(*messages):
    """The last of some messages, with those before."""
    messages = messages or (message(),)
    return Parcel(messages[-1], lambda most: messages[::-1])
