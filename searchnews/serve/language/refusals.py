"""Why something was refused, in French: what programs read in English is said on a page in both."""

from __future__ import annotations

from typing import Final

REFUSALS: Final = (
    (r"this was given up after ([\d.]+) seconds, .*",
     "abandonné après {0} secondes, la limite ; précisez la requête, ou réessayez quand il y aura "
     "moins à faire"),
    (r"(\d+) searches are running or waiting, which is the limit; try again",
     "{0} recherches sont en cours ou en attente, la limite ; réessayez"),
    (r"(\d+) exports are being written, which is the limit",
     "{0} exports sont en cours, la limite ; réessayez"),
    (r"there is no article '(.*)' in this index", "il n’y a pas d’article « {0} » dans cet index"),
    (r"there is nothing at (.*); /help names all addresses",
     "il n’y a rien à {0} ; /help nomme toutes les adresses"),
    (r"(\w+) is a whole number from ([\d,]+) to ([\d,]+), not '(.*)'",
     "{0} est un nombre entier de {1} à {2}, non « {3} »"),
    (r"(\w+) is one of (.*), not '(.*)'", "{0} est l’un de {1}, non « {2} »"),
    (r"'(.*)' is not a date; write (.*) or (.*)",
     "« {0} » n’est pas une date ; écrivez {1} ou {2}"),
    (r"the first date, (.*), comes after the last, (.*)",
     "la première date, {0}, vient après la dernière, {1}"),
    (r"there is no parameter '(.*)' here; there are (.*)",
     "il n’y a pas de paramètre « {0} » ici ; il y a {1}"),
    (r"(\w+) has ([\d,]+) characters; the limit is ([\d,]+)",
     "{0} a {1} caractères ; la limite est {2}"),
    (r"(\w+) is given (\d+) times; the limit is (\d+)",
     "{0} est donné {1} fois ; la limite est {2}"),
    (r"(\w+) is given (\d+) times; give it once", "{0} est donné {1} fois ; donnez-le une fois"),
    (r"pages reach the first ([\d,]+) hits; /export has all of them",
     "les pages montrent les {0} premiers résultats ; l’export les a tous"),
    (r"([\d,]+) articles match, and this server exports ([\d,]+) at most; .*",
     "{0} articles correspondent, et ce serveur en exporte {1} au plus ; précisez la requête"),
    (r"more than ([\d,]+) requests a minute, which is the limit; wait a moment",
     "plus de {0} demandes par minute, la limite ; attendez un moment"),
    (r"the index cannot be read now; .*",
     "l’index ne peut pas être lu pour l’instant ; le journal du serveur dit pourquoi, et "
     "`searchnews check` ce qu’il faut faire"),
    (r"this server wants its token: .*", "ce serveur demande son jeton"),
    (r"this should not have happened; .*",
     "cela n’aurait pas dû arriver ; le journal du serveur dit où"),
)  # fmt: skip
"""Patterns of what is said, each with what it is in French."""
