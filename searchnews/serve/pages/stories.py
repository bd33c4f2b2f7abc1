"""What is around an article: its copies with what differs, and articles that are like it."""

from __future__ import annotations

from searchnews.article import Article
from searchnews.explore.story import Group
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import ARTICLE, LIMIT, SOURCES
from searchnews.serve.api.problems import NotThereError
from searchnews.serve.chips import chips
from searchnews.serve.rendering import page
from searchnews.serve.replies import FileReply, Reply, json_reply
from searchnews.serve.table_replies import table_reply
from searchnews.serve.visit import Visit


def article_of(visit: Visit) -> Article:
    """The article that an address names.

    Raises:
        NotThereError: there is none.
    """
    found = visit.index.get(visit.values[ARTICLE])
    if found is None:
        raise NotThereError(f"there is no article {visit.values[ARTICLE]!r} in this index")
    return found


def stories(visit: Visit) -> Reply:
    """Who else published what an article tells."""
    article = article_of(visit)
    story = visit.index.story(article.id)
    if visit.form is Form.HTML:
        own = [group for group in story.groups if _is_in(group, article)]
        others = [group for group in story.groups if not _is_in(group, article)]
        return page("stories.html", visit, article=article, own=own, others=others)
    values = story.to_dict() | {"commit": visit.commit}
    if not visit.settings.show_paths:
        for group in values["groups"]:
            for telling in group["articles"]:
                telling["path"] = None
    return json_reply(values)


def _is_in(group: Group, article: Article) -> bool:
    """Whether an article is one of the copies of a dispatch."""
    return any(telling.article.id == article.id for telling in group.tellings)


def similar(visit: Visit) -> Reply | FileReply:
    """The articles that are most like one, with the words that made them so."""
    article = article_of(visit)
    found = visit.index.similar(article.id, limit=visit.values[LIMIT], **visit.narrowing_arguments)
    if visit.form is not Form.HTML:
        return table_reply(visit, found)
    narrowing = list(chips(visit, names=(SOURCES,)))
    return page("similar.html", visit, article=article, found=found, chips=narrowing)
