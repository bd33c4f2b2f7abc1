"""A line that was mistyped: what is wrong, what may be meant, how the command is called."""

import pytest
from cli.command_line import run

FRENCH = {"LC_ALL": "fr_FR.UTF-8"}

MISTAKES = [
    (["querry", "x"], "No such command 'querry'. Did you mean 'query'?",
     "Il n'y a pas de commande « querry ». Vouliez-vous dire « query » ?"),
    (["states"], "No such command 'states'. (Did you mean one of: 'stats', 'stories'?)",
     "Il n'y a pas de commande « states ». Vouliez-vous dire l'un de ceux-ci : « stats », "
     "« stories » ?"),
    (["zzz"], "No such command 'zzz'.", "Il n'y a pas de commande « zzz »."),
    (["l'arme"], 'No such command "l\'arme".', "Il n'y a pas de commande « l'arme »."),
    (["a; b"], "No such command 'a; b'.", "Il n'y a pas de commande « a; b »."),
    (["\x1b[31m"], r"No such command '\x1b[31m'.", r"Il n'y a pas de commande « \x1b[31m »."),
    (["saved", "rmove"], "No such command 'rmove'. Did you mean 'remove'?",
     "Il n'y a pas de commande « rmove ». Vouliez-vous dire « remove » ?"),
    (["--no-pager"], "Missing command.", "Il manque une commande."),
    (["--colour", "query", "x"], "No such option '--colour'. Did you mean '--color'?",
     "Il n'y a pas d'option « --colour ». Vouliez-vous dire « --color » ?"),
    (["query", "x", "--formt", "json"],
     "No such option '--formt'. (Did you mean one of: '--format', '--from', '--sort'?)",
     "Il n'y a pas d'option « --formt ». Vouliez-vous dire l'un de ceux-ci : « --format », "
     "« --from », « --sort » ?"),
    (["query", "-Reuters"],
     "No such option '-R'. A query that begins with - is typed behind --: searchnews query -- "
     "'-Reuters'",
     "Il n'y a pas d'option « -R ». Une requête qui commence par - se tape après -- : searchnews "
     "query -- '-Reuters'"),
    (["query"], "Missing argument 'QUERY'.", "Il manque « REQUÊTE »."),
    (["index"], "Missing argument 'PATHS...': the files and folders to index.",
     "Il manque « CHEMINS... » : les fichiers et dossiers à indexer."),
    (["completion"], "Missing argument '{bash|zsh|fish}'. Choose from:\n\tbash,\n\tzsh,\n\tfish",
     "Il manque « {bash|zsh|fish} ». Choisissez parmi :\n\tbash,\n\tzsh,\n\tfish"),
    (["query", "x", "y"], "Got unexpected extra argument (y)", "Argument de trop : y"),
    (["query", "x", "y", "z"], "Got unexpected extra arguments (y z)", "Arguments de trop : y z"),
    (["query", "x", "-n", "a"], "Invalid value for '-n' / '--limit': 'a' is not a valid integer "
     "range.", "Valeur refusée pour « -n » / « --limit » : « a » n'est pas un nombre entier."),
    (["serve", "--seconds", "a"], "Invalid value for '--seconds': 'a' is not a valid float range.",
     "Valeur refusée pour « --seconds » : « a » n'est pas un nombre."),
    (["query", "x", "-n", "-3"],
     "Invalid value for '-n' / '--limit': -3 is not in the range 0<=x<=2147483647.",
     "Valeur refusée pour « -n » / « --limit » : -3 n'est pas dans l'intervalle 0<=x<=2147483647."),
    (["query", "x", "--sort", "a; b"],
     "Invalid value for '--sort': 'a; b' is not one of 'relevance', 'date', '-date'.",
     "Valeur refusée pour « --sort » : « a; b » n'est pas l'un de « relevance », « date », "
     "« -date »."),
    (["index", ".", "--date-from", "x"], "Invalid value for '--date-from': 'x' is not 'mtime'.",
     "Valeur refusée pour « --date-from » : « x » n'est pas « mtime »."),
    (["index", ".", "--map", "title"],
     "Invalid value for '--map': 'title' is not FIELD=NAME, such as title=headline",
     "Valeur refusée pour « --map » : « title » n'est pas CHAMP=NOM, comme title=headline"),
    (["query", "x", "--limit"], "Option '--limit' requires an argument.",
     "L'option « --limit » demande une valeur."),
    (["query", "x", "--explain=3"], "Option '--explain' does not take a value.",
     "L'option « --explain » ne prend pas de valeur."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "english", "french"), MISTAKES)
def test_a_mistake_is_explained_in_the_users_language(arguments, english, french):
    for said, locale in ((f"Error: {english}\n", {}), (f"Erreur : {french}\n", FRENCH)):
        printed, noted = run(*arguments, status=2, **locale)
        assert printed == ""
        assert noted.endswith(said)


def test_how_the_command_is_called_stands_above():
    for locale, first in (
        ({}, "Usage: searchnews query [OPTIONS] QUERY\nTry 'searchnews query --help' for help.\n"),
        (FRENCH, "Usage : searchnews query [OPTIONS] REQUÊTE\n"
                 "Essayez « searchnews query --help » pour l'aide.\n"),
    ):  # fmt: skip
        assert run("query", status=2, **locale)[1].startswith(f"{first}\n")


def test_a_hint_at_queries_is_no_answer_to_an_option_that_is_nearly_right():
    assert "typed behind" not in run("query", "x", "--limt", "3", status=2)[1]


@pytest.mark.parametrize("arguments", [[], ["saved"]])
def test_a_group_that_is_called_alone_shows_its_help(arguments):
    assert "\nCommandes :\n" in run(*arguments, status=2, **FRENCH)[1]
