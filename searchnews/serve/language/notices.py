"""What the search says of a query, and why something was refused, in French.

Both are said in English. A sentence that is not known here is shown as it is; the tests ask
queries that make it say everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from searchnews.serve.language.locale import Locale
from searchnews.serve.language.refusals import REFUSALS
from searchnews.serve.language.typography import french_spaces

_NOTICES: Final = tuple(
    (re.compile(pattern, re.DOTALL), french_spaces(french))
    for pattern, french in (
        *REFUSALS,
        (r"no article has '(.*?)'; found as (.*?); read as (.*) in what follows",
         "aucun article n’a « {0} » ; trouvé comme {1} ; lu {2} dans ce qui suit"),
        (r"no article has ['\"](.*?)['\"]; found as (.*)",
         "aucun article n’a « {0} » ; trouvé comme {1}"),
        (r"no article has ['\"](.*?)['\"]; read as (.*) in what follows",
         "aucun article n’a « {0} » ; lu {1} dans ce qui suit"),
        (r"no article has ['\"](.*)['\"]", "aucun article n’a « {0} »"),
        (r"an article may lack (.*); write (\+.*) where it must not",
         "{0} : peut manquer dans un article ; écrivez {1} pour l’exiger"),
        (r"(.*): relaxed hits need not have these words in a row",
         "{0} : les résultats approchés n’ont pas forcément ces mots à la suite"),
        (r"the quotes were read as those of a sentence; .*",
         "les guillemets ont été lus comme ceux d’une phrase citée ; pour chercher ces mots à la "
         "suite, laissez-les seuls"),
        (r"there is no field (.*): searched as words; the fields are (.*) and (.*)",
         "il n’y a pas de champ {0} : cherché comme des mots ; les champs sont {1} et {2}"),
        (r"(.*) was searched as a word; \"Bachar Assad\"~5 .*",
         "{0} a été cherché comme un mot ; \"Bachar Assad\"~5 trouve des mots proches, dans cet "
         "ordre"),
        (r"(.*): searched two letters off, which is the most",
         "{0} : cherché à deux lettres près, le maximum"),
        (r"(=.*) is searched as it is written, without ~",
         "{0} est cherché tel qu’il est écrit, sans ~"),
        (r"a quote is not closed: (.*) was left out",
         "un guillemet n’est pas fermé : {0} a été ignoré"),
        (r"~ after a phrase needs a number of words: it was left out; write (.*)",
         "~ après une expression demande un nombre de mots : il a été ignoré ; écrivez {0}"),
        (r"(~.*): words were searched within (\d+), the most",
         "{0} : les mots ont été cherchés à {1} près, le maximum"),
        (r"(.*): only the first (\d+) characters were searched",
         "{0} : seuls les {1} premiers caractères ont été cherchés"),
        (r"(.*) is not a date: searched as words; write (.*) or (.*)",
         "{0} n’est pas une date : cherché comme des mots ; écrivez {1} ou {2}"),
        (r"(.*) comes after (.*): searched from .*",
         "{0} vient après {1} : cherché de {1} à {0}"),
        (r"the query was cut: only its first ([\d,]+) characters were read",
         "la requête a été coupée : seuls ses {0} premiers caractères ont été lus"),
        (r"there is no word to search for; \* stands for every article",
         "il n’y a aucun mot à chercher ; * désigne tous les articles"),
        (r"the query is long: only its first (\d+) words were searched",
         "la requête est longue : seuls ses {0} premiers mots ont été cherchés"),
        (r"brackets without a partner, or with nothing inside, were left out",
         "des parenthèses sans partenaire, ou vides, ont été ignorées"),
        (r"(.*) has nothing to join: it was read as a word",
         "{0} n’a rien à relier : lu comme un mot"),
        (r"(.*) was read as a word, because all is in capitals",
         "{0} a été lu comme un mot, puisque tout est en capitales"),
        (r"left out: (.*); no more than (\d+) wildcards and misspellings .*",
         "ignoré : {0} ; pas plus de {1} jokers et fautes sont comparés à tous les mots"),
        (r"searched one letter off: (.*); no more than (\d+) wildcards and misspellings .*",
         "cherché à une lettre près : {0} ; pas plus de {1} jokers et fautes sont comparés à "
         "tous les mots"),
        (r"(.*) stands for more than ([\d,]+) words of the index; only the commonest .*",
         "{0} désigne plus de {1} mots de l’index ; seuls les plus fréquents ont été cherchés"),
        (r"(.*): to look for these words in a row takes too much work .*",
         "{0} : chercher ces mots à la suite demande trop de travail en une requête ; ils ont "
         "été cherchés dans n’importe quel ordre"),
        (r"(\d+) words within (\d+) of each other can stand in too many ways; .* within (\d+)",
         "{0} mots à {1} près peuvent se placer de trop de façons ; ils ont été cherchés à {2} "
         "près"),
        (r"(.*): these words in a row stand for too many words .* only the (\d+) commonest .*",
         "{0} : ces mots désignent trop de mots de l’index ; seuls les {1} plus fréquents de "
         "chacun ont été cherchés"),
        # Beside what explores.
        (r"the query has no words that are looked for in titles and texts",
         "la requête n’a pas de mots à chercher dans les titres et les textes"),
        (r"the first ([\d,]+) occurrences; there are more",
         "les {0} premières occurrences ; il y en a d’autres"),
        (r"the first ([\d,]+) of ([\d,]+) occurrences? in ([\d,]+) articles?",
         "les {0} premières de {1} occurrences, dans {2} articles"),
        (r"([\d,]+) occurrences? in ([\d,]+) articles?", "occurrences : {0}, articles : {1}"),
        (r"([\d,]+) articles? match(?:es)? otherwise than by words of title and text",
         "articles qui correspondent autrement que par les mots du titre et du texte : {0}"),
        (r"the first ([\d,]+) of ([\d,]+) words", "les {0} premiers mots de {1}"),
        (r"([\d,]+) occurrences?, with ([\d,]+) words? of ([\d,]+) within (\d+) of them",
         "occurrences : {0}, avec {1} mots, sur {2}, à {3} d’elles au plus"),
        (r"([\d,]+) words? of ([\d,]+) articles?, compared with ([\d,]+) of ([\d,]+)",
         "{0} mots de {1} articles, comparés à {2} mots de {3} articles"),
        (r"([\d,]+) articles? of the reference matched the first query as well, .*",
         "articles de la référence qui correspondaient aussi à la première requête, et ont été "
         "comptés avec elle : {0}"),
        (r"no match has a date that tells its (\w+)",
         "aucun article trouvé n’a de date assez précise"),
        (r"and ([\d,]+) more values? of (\w+)", "valeurs qui ne sont pas montrées : {0}"),
        (r"(?:.*: )?([\d,]+) articles? dated less precisely than a (\w+)",
         "articles de date moins précise : {0}"),
        (r"(?:.*: )?([\d,]+) articles? without a date", "articles sans date : {0}"),
    )
)  # fmt: skip
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")


def notice(said: str, locale: Locale) -> str:
    """What the search says, in the language of a page.

    >>> from searchnews.serve.language.locale import FRENCH
    >>> notice("there is no word to search for; * stands for every article", FRENCH)
    'il n’y a aucun mot à chercher\u202f; * désigne tous les articles'
    """
    if locale.tag != "fr":
        return said
    for pattern, french in _NOTICES:
        match = pattern.fullmatch(said)
        if match is not None:
            return french.format(*_values(match, locale))
    return said


def is_known(said: str) -> bool:
    """Whether a sentence of the search has a French form."""
    return any(pattern.fullmatch(said) for pattern, _ in _NOTICES)


def _values(match: re.Match[str], locale: Locale) -> Iterator[str]:
    for value in match.groups():
        if _THOUSANDS.fullmatch(value):
            yield locale.number(int(value.replace(",", "")), 0)
        else:
            yield value
