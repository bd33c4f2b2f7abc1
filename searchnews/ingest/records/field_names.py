"""The names that the fields of an article have in records, in French and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, Final, NamedTuple

from searchnews.article import Article
from searchnews.errors import InvalidArgumentError

# The fields that a record may have; `path` and `extra` follow from the record itself.
_FIELDS: Final = tuple(f.name for f in fields(Article) if f.name not in {"path", "extra"})

# If a record has several names of one field, the first in this order that has a value is taken.
# Case, accents and the signs between words do not matter: `datePublished` is `date_published`.
_USUAL_NAMES: Final[dict[str, str]] = {
    "id": "id _id identifiant identifier uuid guid article_id story_id stories_id",
    "title": "title titre headline intitule",
    "body": "body article_body body_text text texte full_text texte_integral plain_text main_text "
    "article_text content contenu contents corps body_html body_xhtml content_text content_html "
    "article_html text_html main_content clean_text extracted_text",
    "date": "date date_published published published_at published_on published_date "
    "published_time publication_date date_publication date_de_publication pub_date publie_le "
    "date_parution parution publish_date date_publish web_publication_date first_published_at "
    "first_publication_date first_created issued datetime timestamp created created_at "
    "date_created creation_date date_creation version_created",
    "source": "source source_name journal_clean journal newspaper media media_name publisher "
    "editeur outlet publication publication_title container_title site site_name "
    "nom_du_journal titre_du_journal titre_de_presse source_domain dc_source dcterms_source",
    "agency": "agency agence news_agency agence_de_presse",
    "authors": "authors author auteurs auteur auteurices autrices autrice byline creators creator "
    "journalistes journaliste",
    "section": "section rubrique category categorie article_section sections rubriques categories "
    "section_name",
    "url": "url link lien permalink permalien canonical_url article_url web_url href uri",
    "lead": "lead chapo chapeau standfirst heading description summary resume abstract excerpt "
    "accroche abstract_note description_text",
    "credit": "credit credits photo_credit credit_photo",
    "language": "language langue lang in_language",
}
# Omeka S and catalogues write the vocabulary before the name: dcterms:title, bibo:content.
_VOCABULARY: Final = re.compile(r"(?:dc|dct|dcterms|bibo|schema|article|extracttext)[:._]", re.I)
# In Solr, the end of a name is the type of the field; in many data sets it is the language.
_TYPE: Final = re.compile(r"_(?:s|ss|t|txt|dt|dts|tdt|fr)$")
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
# Longer keys are not names of fields, and must not fill the cache.
_LONGEST_NAME: Final = 60


def _key(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _BETWEEN_WORDS.sub("", letters).lower()


_USUAL: Final = {
    _key(name): (field, rank)
    for field, names in _USUAL_NAMES.items()
    for rank, name in enumerate(names.split())
}


class Value(NamedTuple):
    """The value that a record has for a field."""

    name: str
    """The key in the record."""
    value: Any


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping of the user with a key that is no field of an article, or an empty name.

    Raises:
        InvalidArgumentError: it has one; the message lists the fields.
    """
    for field, name in mapping.items():
        if field not in _FIELDS:
            raise InvalidArgumentError(
                f"articles have no field {field!r}; the fields are {', '.join(_FIELDS)}"
            )
        if not name.strip():
            raise InvalidArgumentError(f"which name does the field {field!r} have in the input?")


def assign(
    record: dict[str, Any], mapping: Mapping[str, str]
) -> tuple[dict[str, Value], dict[str, Any]]:
    """The fields of an article in a record, and what else is in the record.

    `mapping`, a field -> its name in the record, goes before the usual names; such a name may lead
    into objects: `article.text`. The values that it names are taken out of `record`.

    >>> assign({"Titre": "Crue", "texte": "", "contenu": "Le Gard…", "vues": 7}, {})[0]["body"]
    Value(name='contenu', value='Le Gard…')
    >>> assign({"title": "Le Temps", "article": {"head": "Crue"}}, {"title": "article.head"})
    ({'title': Value(name='article.head', value='Crue')}, {'title': 'Le Temps'})
    """
    assigned: dict[str, Value] = {}
    for field, name in mapping.items():
        value = _taken_out(record, name)
        if not _is_empty(value):
            assigned[field] = Value(name, value)
    ranks = dict.fromkeys(assigned, -1)
    extra: dict[str, Any] = {}
    for name, value in record.items():
        if _is_empty(value):
            continue
        usual = _usual(name) if len(name) <= _LONGEST_NAME else None
        if usual is None:
            extra[name] = value
            continue
        field, rank = usual
        if field not in ranks or rank < ranks[field]:
            if field in assigned:
                extra[assigned[field].name] = assigned[field].value
            assigned[field] = Value(name, value)
            ranks[field] = rank
        else:
            extra[name] = value
    return assigned, extra


@lru_cache(maxsize=1024)
def _usual(name: str) -> tuple[str, int] | None:
    prefix = _VOCABULARY.match(name)
    local = name[prefix.end() :] if prefix is not None else name
    written = (name, _TYPE.sub("", name), local)
    return next((found for each in written if (found := _USUAL.get(_key(each)))), None)


def _taken_out(record: dict[str, Any], name: str) -> Any:
    if name in record:
        return record.pop(name)
    outer, dot, inner = name.partition(".")
    inside = record.get(outer)
    return _taken_out(inside, inner) if dot and isinstance(inside, dict) else None


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, (str, list, dict)) and not value)
