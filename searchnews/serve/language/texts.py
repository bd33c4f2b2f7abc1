"""The texts of the interface, in both languages."""

from __future__ import annotations

from typing import Final

from searchnews.serve.api.parameters import Bilingual
from searchnews.serve.language.locale import Locale
from searchnews.serve.language.texts_of_following import FOLLOWING
from searchnews.serve.language.texts_of_views import TEXTS_OF_VIEWS
from searchnews.serve.language.typography import french_spaces

_TEXTS: Final = {
    name: Bilingual(french_spaces(fr), en)
    for name, fr, en in (
        *TEXTS_OF_VIEWS,
        # Around every page.
        ("skip", "Aller au contenu", "Skip to content"),
        ("search_label", "Rechercher", "Search"),
        ("search_placeholder", "Des mots, « une phrase », titre:Syrie, date:2015…",
         "Words, “a phrase”, titre:Syrie, date:2015…"),
        ("search_button", "Rechercher", "Search"),
        ("languages", "Langue", "Language"),
        ("about", "À propos", "About"),
        ("help", "Aide", "Help"),
        ("statistics", "L’index en chiffres", "The index in numbers"),
        ("state", "{articles} · état {commit}", "{articles} · commit {commit}"),
        ("colon", " :", ":"),
        ("question", " ?", "?"),
        # The first page.
        ("home_title", "Chercher dans la presse", "Search the press"),
        ("between", "du {first} au {last}", "from {first} to {last}"),
        ("examples", "Comment chercher", "How to search"),
        # Answers.
        ("results_for", "Résultats pour « {query} »", "Results for “{query}”"),
        ("page_of", "page {page}", "page {page}"),
        ("pages", "Pages", "Pages"),
        ("page_before", "Page précédente", "Previous page"),
        ("page_first", "Première page", "First page"),
        ("past_the_last", "Il n’y a pas autant de pages.", "There are not so many pages."),
        ("page_after", "Page suivante", "Next page"),
        ("sort", "Trier", "Sort"),
        ("per_page", "Par page", "Per page"),
        ("newest_articles", "Les plus récents", "The newest"),
        ("by_relevance", "pertinence", "relevance"),
        ("newest", "plus récents", "newest"),
        ("oldest", "plus anciens", "oldest"),
        ("in_all", "{articles} en tout", "{articles} in all"),
        ("counted", "Compter", "Count"),
        ("articles_counted", "Articles à compter", "Articles to count"),
        ("unit_articles", "chaque article", "every article"),
        ("unit_copies", "hors reprises", "without copies"),
        ("unit_stories", "par sujet", "by story"),
        ("unit_help_articles", "Chaque article compte, les reprises aussi.",
         "Every article counts, copies as well."),
        ("unit_help_copies", "Les reprises et les versions d’une dépêche comptent pour une.",
         "All copies and versions of a dispatch count as one."),
        ("unit_help_stories", "Tout ce qui raconte un même événement compte pour un sujet.",
         "All that tells one event counts as one."),
        ("once_each_copies",
         "Une dépêche compte une fois dans chaque ligne ; leur somme peut dépasser le total.",
         "A dispatch counts once in each row, so rows may add up to more than the whole."),
        ("once_each_stories",
         "Un sujet compte une fois dans chaque ligne ; leur somme peut dépasser le total.",
         "A story counts once in each row, so rows may add up to more than the whole."),
        ("nothing", "Aucun article ne correspond. Essayez d’autres mots, ou retirez un filtre.",
         "No article matches. Try other words, or remove a filter."),
        ("relaxed", "une partie des mots seulement", "some of the words only"),
        ("undated", "sans date", "undated"),
        ("untitled", "Sans titre", "Untitled"),
        ("did_you_mean", "Vouliez-vous dire", "Did you mean"),
        ("read_as", "Lu comme", "Read as"),
        ("outdated", "L’index a changé depuis que ce lien a été fait : la réponse peut être autre.",
         "The index has changed since this link was made: the answer may be another one."),
        ("understood_ok", "Compris", "Understood"),
        ("views", "Vues", "Views"),
        # Narrowing.
        ("narrow", "Affiner", "Narrow down"),
        ("active_filters", "Filtres actifs", "Active filters"),
        ("remove", "Retirer", "Remove"),
        ("period", "Période", "Period"),
        ("from_", "du", "from"),
        ("to", "au", "to"),
        ("since", "depuis {date}", "since {date}"),
        ("until", "jusqu’à {date}", "until {date}"),
        ("last_days", "depuis {days}", "last {days}"),
        ("apply", "Appliquer", "Apply"),
        ("by_source", "Journal", "Paper"),
        ("by_section", "Rubrique", "Section"),
        ("by_author", "Auteur", "Author"),
        ("by_agency", "Agence", "Agency"),
        ("by_language", "Langue", "Language"),
        ("by_year", "Année", "Year"),
        ("more_values", "et {count} autres", "and {count} more"),
        ("when", "Quand", "When"),
        ("when_help",
         "Choisir une période : glisser, ou les flèches, Maj pour étendre, Entrée pour appliquer",
         "Choose a period: drag, or arrow keys, Shift to extend, Enter to apply"),
        ("as_table", "En tableau", "As a table"),
        ("no_filter_year", "toutes les dates", "all dates"),
        # Reading.
        ("back", "Résultats", "Results"),
        ("hit_before", "article précédent", "previous article"),
        ("hit_behind", "article suivant", "next article"),
        ("rank_of", "{rank} sur {total}", "{rank} of {total}"),
        ("matches", "Occurrences", "Matches"),
        ("match_before", "précédente", "previous"),
        ("match_after", "suivante", "next"),
        ("about_article", "Sur cet article", "About this article"),
        ("cite", "Citer", "Cite"),
        ("copy", "Copier", "Copy"),
        ("copied", "Copié", "Copied"),
        ("around", "Autour", "Around"),
        ("copies", "Reprises et même sujet", "Copies and same story"),
        ("similar", "Articles proches", "Similar articles"),
        ("alike_by", "par", "by"),
        ("first", "première publication", "first published"),
        ("copy_of", "reprise", "copy"),
        ("version_of", "autre version", "other version"),
        ("in_common", "{share} en commun", "{share} in common"),
        ("added", "Ajouté", "Added"),
        ("cut", "Retiré", "Cut"),
        ("same_story", "Le même sujet, raconté autrement", "The same story, told otherwise"),
        ("no_copies", "Aucune reprise dans cet index.", "No copy in this index."),
        ("column_score", "score", "score"),
        ("origin", "Provenance", "Origin"),
        ("address", "Adresse", "Address"),
        ("published", "Publié", "Published"),
        ("source", "Journal", "Paper"),
        ("agency", "Agence", "Agency"),
        ("authors", "Auteurs", "Authors"),
        ("section", "Rubrique", "Section"),
        ("language", "Langue", "Language"),
        ("identifier", "Identifiant", "Identifier"),
        ("file", "Fichier", "File"),
        *FOLLOWING,
        # The index.
        ("articles", "Articles", "Articles"),
        ("dated", "Datés", "Dated"),
        ("oldest_date", "Du", "From"),
        ("newest_date", "Au", "To"),
        ("words", "Mots différents", "Different words"),
        ("size", "Taille", "Size"),
        ("engine", "Moteur", "Engine"),
        ("made", "Fait", "Made"),
        ("sources", "Journaux", "Papers"),
        # Programs and keys.
        ("addresses", "Adresses pour les programmes", "Addresses for programs"),
        ("addresses_help",
         "Chaque page existe aussi pour les programmes, à la même adresse avec .json, .csv, .rss…",
         "Every page is there for programs too, at its address with .json, .csv, .rss…"),
        ("keys", "Clavier", "Keyboard"),
        ("shortcuts_on", "Raccourcis d’une seule touche", "Single-key shortcuts"),
        ("key_search", "aller au champ de recherche", "go to the search field"),
        ("key_hits", "résultat suivant, précédent ; dans un article aussi",
         "next, previous hit; in an article as well"),
        ("key_matches", "dans un article, occurrence suivante, précédente",
         "in an article, next, previous match"),
        ("key_back", "revenir aux résultats", "back to the results"),
        ("key_help", "cette aide", "this help"),
        ("query_language", "La langue de recherche", "The query language"),
        # Letting in, and what went wrong.
        ("log_in", "Entrer", "Log in"),
        ("token", "Jeton", "Token"),
        ("wrong_token", "Ce n’est pas le jeton de ce serveur.",
         "This is not the token of this server."),
        ("back_home", "Retour à la recherche", "Back to the search"),
        ("problem_400", "Demande incomprise", "Request not understood"),
        ("problem_401", "Il faut un jeton", "A token is needed"),
        ("problem_403", "Interdit", "Forbidden"),
        ("problem_404", "Introuvable", "Not found"),
        ("problem_405", "Méthode impossible", "Method not allowed"),
        ("problem_413", "Trop grand", "Too large"),
        ("problem_429", "Trop de demandes", "Too many requests"),
        ("problem_500", "Erreur imprévue", "Unexpected error"),
        ("problem_501", "Non installé", "Not installed"),
        ("problem_503", "Indisponible pour l’instant", "Not available now"),
        ("problem_504", "Trop long", "Too slow"),
    )
}  # fmt: skip

# The noun for none or one, and for more; what a language takes for one differs. The first three are
# those of what is counted, by its name.
_NOUNS: Final = {
    "articles": Bilingual("article|articles", "article|articles"),
    "copies": Bilingual("article hors reprises|articles hors reprises", "dispatch|dispatches"),
    "stories": Bilingual("sujet|sujets", "story|stories"),
    "copy": Bilingual("reprise|reprises", "copy|copies"),
    "other": Bilingual("autre article|autres articles", "more article|more articles"),
    "source": Bilingual("titre|titres", "paper|papers"),
    "new": Bilingual("nouveau|nouveaux", "new|new"),
    "message": Bilingual("message|messages", "message|messages"),
    "day": Bilingual("jour|jours", "day|days"),
    "match": Bilingual("occurrence|occurrences", "match|matches"),
}


class Texts:
    """The texts in one language; each is an attribute."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def __getattr__(self, name: str) -> str:
        if name not in _TEXTS:
            raise AttributeError(name)
        return getattr(_TEXTS[name], self._locale.tag)  # type: ignore[no-any-return]

    def __getitem__(self, name: str) -> str:
        """A text whose name is made up; raises KeyError if there is none."""
        return getattr(_TEXTS[name], self._locale.tag)  # type: ignore[no-any-return]

    def said(self, name: str, **values: str) -> str:
        """A text with its values put in."""
        return getattr(self, name).format(**values)  # type: ignore[no-any-return]

    def count(self, noun: str, count: int) -> str:
        """So many of something.

        >>> from searchnews.serve.language.locale import ENGLISH, FRENCH
        >>> [Texts(each).count("articles", 0).replace("\u00a0", "_") for each in (FRENCH, ENGLISH)]
        ['0_article', '0_articles']
        """
        one, many = getattr(_NOUNS[noun], self._locale.tag).split("|")
        is_one = count == 1 or (count == 0 and self._locale.tag == "fr")
        return f"{self._locale.number(count, 0)}\u00a0{one if is_one else many}"
