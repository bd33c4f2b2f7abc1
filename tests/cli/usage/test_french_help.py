"""The help of every command is French where the user's language is, and all of it."""

import inspect
import re

import click
import pytest
from cli.command_line import run

from searchnews.cli import COMMANDS, commands
from searchnews.cli.usage.french_help import FrenchHelp
from searchnews.wording.help_in_french import help_texts

FRENCH = {"LC_ALL": "fr_FR.UTF-8", "COLUMNS": "80"}
# Of click, and put around what the commands say.
OF_CLICK = {"Usage:", "Options", "Commands", "default", "env var", "required"}
# What stands for what is typed, and is the same in both languages.
SAME_METAVARS = {"OPTIONS", "ID", "URL", "N", "DATE"}
# Lines of help that are queries, formulas or commands.
SAME_LINES = {
    "raids ET (Palmyre OU Raqa) SAUF Reuters",
    "ratio        count / total_count",
    "t               (f - E) / sqrt(f)",
    "searchnews serve                            http://127.0.0.1:8080/",
    "curl 'http://127.0.0.1:8080/search.json?q=Palmyre'",
}


def context_of(command):
    """A context as commands have them: click keeps the option for help of the first one."""
    return click.Context(command, help_option_names=["-h", "--help"])


def every_command(group=commands, path=()):
    """Every command with the words that it is called by."""
    yield path, group
    if isinstance(group, click.Group):
        context = context_of(group)
        for name in group.list_commands(context):
            yield from every_command(group.get_command(context, name), (*path, name))


EVERY_COMMAND = dict(every_command())


def paragraphs(command):
    """What the help says of a command: filled paragraphs, and lines that stay as they are."""
    for paragraph in inspect.cleandoc(command.help).split("\n\n"):
        if paragraph.startswith("\b\n"):
            yield from paragraph.split("\n")[1:]
        else:
            yield " ".join(paragraph.split())


def descriptions(command):
    """What the help says of its options."""
    context = context_of(command)
    for parameter in command.get_params(context):
        if getattr(parameter, "help", None):
            yield parameter.help


def metavars(command):
    """What stands for what is typed."""
    usage = " ".join(command.collect_usage_pieces(context_of(command)))
    records = (each.get_help_record(context_of(command)) for each in command.params)
    named = " ".join(record[0] for record in records if record is not None)
    return re.findall("[A-Z]+(?: RANGE)?", f"{usage} {named}")


def said(command):
    return {*paragraphs(command), *descriptions(command), *metavars(command)}


EVERYTHING = {
    *OF_CLICK,
    "Examples:",
    *(listed.summary for listed in COMMANDS.values()),
    *set().union(*map(said, EVERY_COMMAND.values())),
}


@pytest.mark.parametrize("text", sorted(EVERYTHING - SAME_METAVARS - SAME_LINES))
def test_all_that_a_help_says_has_its_french(text):
    assert text in help_texts()


@pytest.mark.parametrize("english", help_texts())
def test_what_is_put_into_french_is_said(english):
    assert english in EVERYTHING


def test_what_is_the_same_in_both_languages_is_said():
    assert SAME_METAVARS | SAME_LINES <= EVERYTHING


@pytest.mark.parametrize("path", EVERY_COMMAND, ids=" ".join)
def test_a_help_in_french_has_no_english(path):
    printed, _ = run(*path, "--help", **FRENCH)
    assert printed.startswith("Usage : searchnews")
    assert "\nOptions :\n" in printed
    assert "Affiche cette aide." in printed
    assert re.findall(r"Show this|Usage:|Options:|Commands:|Examples:|default:|env var|\.\.\.$",
                      printed) == []  # fmt: skip
    assert "\u00a0" not in printed


@pytest.mark.parametrize("path", EVERY_COMMAND, ids=" ".join)
def test_no_line_begins_with_a_sign_that_french_has_behind_a_space(path):
    printed, _ = run(*path, "--help", **FRENCH)
    assert re.findall(r"^ *[:;»?!].*$", printed, re.MULTILINE) == []


@pytest.mark.parametrize("path", EVERY_COMMAND, ids=" ".join)
def test_both_helps_name_the_same_options_and_examples(path):
    texts = [run(*path, "--help", **locale)[0] for locale in ({"COLUMNS": "80"}, FRENCH)]
    tables = (text.partition("\nOptions")[2] for text in texts)
    options = [re.findall(r"^  (-\S+)", table, re.MULTILINE) for table in tables]
    examples = [re.findall(r"^    searchnews .*", text, re.MULTILINE) for text in texts]
    assert options[0] == options[1]
    assert examples[0] == examples[1]


def test_an_option_in_french():
    printed, _ = run("query", "--help", **FRENCH)
    assert " ".join(printed.partition("-n, --limit ENTIER")[2].split())[:99] == (
        "Combien de réponses au plus ; 0 pour toutes les réponses strictes. "
        "[par défaut : 10 ; 0<=x<=2147483"
    )


def test_what_has_no_french_is_shown_as_it_is():
    shown = FrenchHelp(width=60)
    shown.write_text("Nobody has put this into French.\n\n\b\n  and this")
    shown.write_dl([("--odd WORD", "An odd word  [unheard of; so: 1]")])
    assert shown.getvalue() == (
        "Nobody has put this into French.\n\n  and this\n"
        "--odd WORD  An odd word  [unheard of ; so : 1]\n"
    )


@pytest.mark.parametrize("group", ["saved", "lists"])
@pytest.mark.parametrize("locale", [{}, FRENCH])
def test_commands_of_a_group_are_listed_whole(group, locale):
    printed, _ = run(group, "--help", **locale)
    assert "..." not in printed.partition("Comm")[2].replace("FILE...", "")
