"""The parameters of what explores all matches; some have the name of another one, as options do."""

from __future__ import annotations

from typing import Final

from searchnews.serve import limits
from searchnews.serve.api.parameters import (
    Bilingual,
    choice,
    choices,
    decimal,
    flag,
    text,
    texts,
    whole,
    whole_or_none,
)

FIELDS: Final = choices(
    "by",
    Bilingual("Compter par ce champ ; peut être répété.", "Count by this field; may be repeated."),
    ("source", "agency", "author", "section", "language", "year", "month", "weekday"),
    default=("source",),
)
COUNT: Final = choice(
    "count",
    Bilingual(
        "Compter chaque article ; ou, pour un seul, les reprises d’une dépêche (copies), ou tout "
        "ce qui raconte un même sujet (stories).",
        "Count every article; or, as one, all copies of a dispatch (copies), or all that tells "
        "one event (stories).",
    ),
    ("articles", "copies", "stories"),
    default="articles",
)
INTERVAL: Final = choice(
    "by",
    Bilingual("Par jour, semaine… ; auto choisit.", "By day, week…; auto chooses."),
    ("auto", "day", "week", "month", "quarter", "year", "decade"),
    default="auto",
)
SPLIT: Final = choice(
    "split",
    Bilingual("Une ligne par valeur de ce champ.", "A line for each value of this field."),
    ("source", "agency", "author", "section", "language"),
    default="",
)
COMPARED: Final = texts(
    "compare",
    Bilingual(
        "Une autre requête, à côté de la première ; peut être répété.",
        "Another query, beside the first one; may be repeated.",
    ),
    most=limits.QUERY_LENGTH,
    most_values=5,
    example="Raqa",
)
SHARE: Final = flag(
    "share",
    Bilingual(
        "Dessiner la part de tous les articles plutôt que le nombre.",
        "Draw the share of all articles instead of their number.",
    ),
)
SERIES: Final = whole_or_none(
    "limit",
    Bilingual(
        "Au plus tant de noms, les plus fréquents, d’une chronologie divisée ; 0 pour tous. Sinon "
        "5 où elle est dessinée, tous ailleurs.",
        "At most so many names, the most frequent, of a timeline that is split; 0 for all. Else 5 "
        "where it is drawn, all elsewhere.",
    ),
    least=0, most=limits.ROWS,
)  # fmt: skip
LINE_SORT: Final = text(
    "sort",
    Bilingual(
        "Trier par 1L à 20L, 1R à 20R (les mots à gauche, à droite), 0 (le mot), date, -date, "
        "source ; trois niveaux au plus, séparés par des virgules.",
        "Sort by 1L to 20L, 1R to 20R (the words left and right), 0 (the node), date, -date, "
        "source; three levels at most, with commas between.",
    ),
    most=limits.DATE_LENGTH,
    example="1R,2R",
    between=",",
)
LINE_WINDOW: Final = whole(
    "window",
    Bilingual("Mots de chaque côté.", "Words at each side."),
    least=1, most=1_000, default=12,
)  # fmt: skip
CHARACTERS: Final = whole_or_none(
    "characters",
    Bilingual(
        "Caractères de chaque côté, au lieu de mots.", "Characters at each side, instead of words."
    ),
    least=1, most=20_000,
)  # fmt: skip
WINDOW: Final = whole(
    "window",
    Bilingual("Mots de chaque côté qui sont proches.", "Words at each side that are near."),
    least=1, most=100, default=5,
)  # fmt: skip
WORD_SORT: Final = text(
    "sort",
    Bilingual(
        "Trier par cette colonne, la plus grande valeur d’abord ; avec un moins, la plus petite.",
        "Sort by this column, largest first; with a minus, smallest first.",
    ),
    most=limits.DATE_LENGTH,
    example="logdice",
)
WORDS_BY: Final = choice(
    "by",
    Bilingual("Compter par forme, ou par lemme.", "Count by form, or by lemma."),
    ("form", "lemma"),
    default="form",
)
FUNCTION_WORDS: Final = flag(
    "function_words", Bilingual("Aussi les mots-outils.", "Function words as well.")
)
MIN_COUNT: Final = whole(
    "min_count",
    Bilingual("Au moins tant d’occurrences.", "At least so many occurrences."),
    least=0, most=limits.COUNT, default=5,
)  # fmt: skip
MIN_ARTICLES: Final = whole(
    "min_articles",
    Bilingual("Dans au moins tant d’articles.", "In at least so many articles."),
    least=0, most=limits.COUNT, default=3,
)  # fmt: skip
MIN_SPECIFICITY: Final = decimal(
    "min_specificity",
    Bilingual(
        "Spécificité d’au moins tant, en valeur absolue.",
        "A specificity of at least so much, in absolute value.",
    ),
    least=0,
    most=1_000_000,
    default=2,
)
AGAINST: Final = text(
    "against",
    Bilingual(
        "Comparer avec ces articles ; sinon avec tous les autres.",
        "Compare with these articles; else with all others.",
    ),
    most=limits.QUERY_LENGTH,
    example="rubrique:sport",
)
ROWS: Final = whole(
    "limit",
    Bilingual("Lignes au plus ; 0 pour toutes.", "Rows at most; 0 for all."),
    least=0, most=limits.ROWS, default=limits.USUAL_ROWS,
)  # fmt: skip

FACETS: Final = (FIELDS, COUNT, ROWS)
"""What each address takes besides the filters."""
TIMELINE: Final = (COUNT, COMPARED, INTERVAL, SPLIT, SERIES, SHARE)
CONCORDANCE: Final = (LINE_SORT, LINE_WINDOW, CHARACTERS, ROWS)
_WORDS: Final = (
    WORDS_BY,
    FUNCTION_WORDS,
    MIN_COUNT,
    MIN_ARTICLES,
    MIN_SPECIFICITY,
    WORD_SORT,
    ROWS,
)
COLLOCATES: Final = (COUNT, WINDOW, *_WORDS)
KEYNESS: Final = (COUNT, AGAINST, *_WORDS)
