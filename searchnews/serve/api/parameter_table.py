"""The parameters that there are. Their names are those of the options of the command line."""

from __future__ import annotations

from typing import Final

from searchnews.serve import limits
from searchnews.serve.api.parameters import Bilingual, choice, choices, flag, text, texts, whole

SORTS: Final = ("relevance", "date", "-date")
"""What hits are sorted by."""

QUERY: Final = text(
    "q",
    Bilingual(
        "La requête, dans la langue de recherche ; tout texte en est une.",
        "The query, in the language of searches; any text is one.",
    ),
    most=limits.QUERY_LENGTH,
    example="frappes aériennes",
)
DATE_FROM: Final = text(
    "from",
    Bilingual(
        "Depuis ce jour, ce mois ou cette année : 2015, 2015-09, 18/09/2015, hier, 30d.",
        "Since this day, month or year: 2015, 2015-09, 18/09/2015, hier, 30d.",
    ),
    most=limits.DATE_LENGTH,
    example="2015",
)
DATE_TO: Final = text(
    "to",
    Bilingual(
        "Jusqu’à ce jour, ce mois ou cette année, inclus.",
        "Until this day, month or year, included.",
    ),
    most=limits.DATE_LENGTH,
    example="2015-12",
)
SOURCES: Final = texts(
    "source",
    Bilingual(
        "Publié ou signé par ce titre ; peut être répété.",
        "Published or signed by this paper; may be repeated.",
    ),
    most=limits.NAME_LENGTH,
    most_values=limits.NAMES,
    example="ATS",
)
SECTIONS: Final = texts(
    "section",
    Bilingual("De cette rubrique ; peut être répété.", "Of this section; may be repeated."),
    most=limits.NAME_LENGTH,
    most_values=limits.NAMES,
    example="Monde",
)
AUTHORS: Final = texts(
    "author",
    Bilingual("De cet auteur ; peut être répété.", "By this author; may be repeated."),
    most=limits.NAME_LENGTH,
    most_values=limits.NAMES,
    example="Jeanne Martin",
)
SORT: Final = choice(
    "sort",
    Bilingual(
        "Par pertinence, du plus ancien au plus récent (date) ou l’inverse (-date).",
        "By relevance, oldest first (date), or newest first (-date).",
    ),
    SORTS,
    default="relevance",
)
FRESH: Final = text(
    "fresh",
    Bilingual(
        "Les plus récents d’abord à pertinence égale ; à cet âge (30d, 12h, 1y), moitié moins.",
        "Fresher first among those that answer as well; at this age (30d, 12h, 1y) half as fresh.",
    ),
    most=limits.DATE_LENGTH,
    example="30d",
)
LIMIT: Final = whole(
    "limit",
    Bilingual("Résultats par page.", "Hits a page."),
    least=1,
    most=limits.HITS_OF_A_PAGE,
    default=limits.USUAL_HITS,
)
PAGE: Final = whole(
    "page",
    Bilingual(
        "La page, à partir de 1 ; pour les personnes. Les programmes suivent « next ».",
        "The page, from 1; for people. Programs follow `next`.",
    ),
    least=1,
    most=limits.DEEPEST_HIT,
    default=1,
)
RANK: Final = whole(
    "rank",
    Bilingual(
        "Sa place parmi les résultats : la page mène à ses voisins.",
        "Its place among the hits: the page leads to those beside it.",
    ),
    least=0,
    most=limits.DEEPEST_HIT + limits.HITS_OF_A_PAGE,
    default=0,
)
NEXT: Final = text(
    "next",
    Bilingual(
        "Ce que la page précédente a donné comme « next », tel quel.",
        "What the page before gave as `next`, as it is.",
    ),
    most=200,
)
FOLD: Final = choice(
    "fold",
    Bilingual(
        "Un résultat pour toutes les reprises d’une dépêche (copies), ou pour tout ce qui raconte "
        "un même sujet (stories) ; ailleurs, gardé pour y revenir.",
        "One hit for all copies of a dispatch (copies), or for all that tells one event (stories); "
        "elsewhere, kept for the way back.",
    ),
    ("copies", "stories"),
    default="",
)
HITS_SORT: Final = choice(
    "hits_sort",
    Bilingual(
        "L’ordre des résultats, gardé pour y revenir.",
        "The order of the hits, kept for the way back.",
    ),
    SORTS,
    default="relevance",
)
HITS_LIMIT: Final = whole(
    "hits_limit",
    Bilingual("Résultats par page, gardé pour y revenir.", "Hits a page, kept for the way back."),
    least=1,
    most=limits.HITS_OF_A_PAGE,
    default=limits.USUAL_HITS,
)
EXPLAIN: Final = flag(
    "explain",
    Bilingual(
        "Les parts de chaque score, et les formes trouvées.",
        "The parts of each score, and the forms found.",
    ),
)
COMMIT: Final = text(
    "commit",
    Bilingual(
        "L’état de l’index pour lequel l’adresse a été faite ; la réponse dit s’il a changé.",
        "The commit of the index that the address was made for; the answer says if it changed.",
    ),
    most=limits.NAME_LENGTH,
)
LANGUAGE: Final = choice(
    "lang",
    Bilingual(
        "La langue de la page ; sinon celle du navigateur.",
        "The language of the page; else that of the browser.",
    ),
    ("fr", "en"),
    default="",
)
ARTICLE: Final = text(
    "id",
    Bilingual("L’identifiant de l’article.", "The id of the article."),
    most=limits.ID_LENGTH,
    place="path",
    example="a1",
)
EXPORTED: Final = choices(
    "column",
    Bilingual(
        "Une colonne d’un tableau ; peut être répété. Sinon toutes, sauf les textes.",
        "A column of a table; may be repeated. Else all but the texts.",
    ),
    (
        "id",
        "title",
        "date",
        "date_precision",
        "source",
        "agency",
        "authors",
        "section",
        "url",
        "path",
        "score",
        "relaxed",
        "copies",
        "story",
        "lead",
        "body",
        "credit",
        "language",
    ),
    default=(),
)
BODY: Final = flag(
    "body",
    Bilingual("Aussi les textes des articles.", "The texts of the articles as well."),
)
SEPARATOR: Final = choice(
    "separator",
    Bilingual(
        "Entre les cellules de CSV ; un point-virgule pour Excel en français.",
        "Between the cells of CSV; a semicolon for Excel in French.",
    ),
    (",", ";"),
    default=",",
)
BOM: Final = flag(
    "bom",
    Bilingual(
        "Commencer CSV par une marque à laquelle Excel reconnaît UTF-8.",
        "Begin CSV with a mark by which Excel knows UTF-8.",
    ),
)
WATCH: Final = text(
    "watch",
    Bilingual(
        "Un nom de votre choix, sous lequel /export/progress dit où en est le fichier.",
        "A name that you make up, by which /export/progress says how far the file is.",
    ),
    most=limits.NAME_LENGTH,
    example="7f3a9c",
)
PREFIX: Final = text(
    "q",
    Bilingual("Ce qui est déjà tapé.", "What has been typed so far."),
    most=limits.QUERY_LENGTH,
    example="Palm",
)
NAME: Final = text(
    "name",
    Bilingual("Le nom de la recherche enregistrée.", "The name of the saved search."),
    most=limits.SAVED_NAME_LENGTH,
    place="path",
    example="crues",
)
NEW_NAME: Final = text(
    "name",
    Bilingual(
        "Sous quel nom enregistrer : lettres, chiffres, - et _ ; sinon les mots de la requête.",
        "The name to save it under: letters, digits, - and _; else the words of the query.",
    ),
    most=limits.SAVED_NAME_LENGTH,
    example="crues",
)
SAVED_NAME: Final = text(
    "name",
    Bilingual("La recherche enregistrée ; sinon toutes.", "The saved search; else all."),
    most=limits.SAVED_NAME_LENGTH,
    example="crues",
)
FORCE: Final = flag(
    "force",
    Bilingual(
        "Même si d’autres la citent par @nom : elle leur manquera.",
        "Even if others name it as @name: they will miss it.",
    ),
)
SEEN: Final = text(
    "seen",
    Bilingual(
        "Ce qu’une réponse a donné comme « seen », tel quel : compter ce qui est arrivé depuis.",
        "What an answer gave as `seen`, as it is: count what came in after that.",
    ),
    most=limits.NAME_LENGTH,
)
TOKEN: Final = text(
    "token", Bilingual("Le jeton de ce serveur.", "The token of this server."),
    most=limits.BODY_BYTES,
)  # fmt: skip
TICKET: Final = text(
    "ticket",
    Bilingual("Laisse entrer un navigateur une fois.", "Lets a browser in once."),
    most=limits.NAME_LENGTH,
)

FILTERS: Final = (QUERY, DATE_FROM, DATE_TO, SOURCES, SECTIONS, AUTHORS)
"""Which articles: the same for every address that takes a query."""
SEARCH: Final = (*FILTERS, SORT, FRESH)
"""Which articles, and in which order."""
HITS: Final = (*SEARCH, FOLD, LIMIT, PAGE, NEXT, EXPLAIN)
EVERYWHERE: Final = (COMMIT, LANGUAGE)
"""Taken at every address."""
