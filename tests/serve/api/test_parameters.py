"""The parameters of addresses are the options of the commands of the same names."""

from itertools import pairwise

import click
import pytest

from searchnews.cli import commands
from searchnews.serve.api.addresses import ADDRESSES

# What the end of the address says, or whoever starts the server.
OF_THE_COMMAND_LINE = {"directory", "output", "lists", "synonyms"}
# Beside these, what is said otherwise over HTTP, or belongs to files or screens of the user's.
COMMANDS = {
    "facets": ("/facets", {"draw", "file", "overwrite"}),
    # Several queries are `q` and `compare`; --draw share is `share`.
    "timeline": ("/timeline", {"queries", "draw", "file", "overwrite"}),
    "concordance": ("/concordance", set()),
    "collocates": ("/collocates", set()),
    "keyness": ("/keyness", set()),
    "similar": ("/similar/{id}", {"what"}),
    "stories": ("/stories/{id}", {"article_id"}),
    "export": ("/export", {"file", "form", "overwrite", "quiet"}),
    # Pages begin at an offset.
    "query": ("/", {"offset"}),
}
# The server has limits, and usual numbers, of its own; an address always counts by something.
LIMITS = {"limit"}
WITH_OTHER_DEFAULTS = {*LIMITS, ("facets", "by")}


def command_of(name):
    return commands.get_command(click.Context(commands), name)


def parameters_of(path):
    (address,) = (each for each in ADDRESSES if each.path == path)
    return {parameter.name: parameter for parameter in address.parameters}


def name_of(option):
    if isinstance(option, click.Argument):
        return "q"
    return max(option.opts, key=len).removeprefix("--").replace("-", "_")


def options():
    for command, (path, otherwise) in COMMANDS.items():
        for option in command_of(command).params:
            if option.name not in OF_THE_COMMAND_LINE | otherwise:
                yield pytest.param(command, path, option, id=f"{command} {option.name}")


@pytest.mark.parametrize(("command", "path", "option"), list(options()))
def test_what_a_command_takes_its_address_takes(command, path, option):
    name = name_of(option)
    parameter = parameters_of(path)[name]
    schema = parameter.schema
    if isinstance(option.type, click.Choice):
        allowed = schema["items"]["enum"] if schema["type"] == "array" else schema["enum"]
        assert set(allowed) == set(option.type.choices)
        assert (schema["type"] == "array") == option.multiple
    elif isinstance(option.type, click.IntRange | click.FloatRange):
        is_whole = isinstance(option.type, click.IntRange)
        assert schema["type"] == ("integer" if is_whole else "number")
        if name not in LIMITS:
            assert (schema["minimum"], schema["maximum"]) == (option.type.min, option.type.max)
    elif getattr(option, "is_flag", False):
        assert schema["type"] == "boolean"
    else:
        assert schema["type"] in ("string", "array")
    if getattr(option, "multiple", False):
        parameter.read(name, ["source", "source"] if name == "by" else _twice(schema))
    said = schema.get("default")
    if said is not None and not {name, (command, name)} & WITH_OTHER_DEFAULTS:
        assert said == (False if getattr(option, "is_flag", False) else option.default)


def _twice(schema):
    return schema.get("items", {}).get("enum", ["1R", "2R"])[:2]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_said_otherwise_is_an_option(command):
    known = {option.name for option in command_of(command).params}
    assert COMMANDS[command][1] <= known


def test_the_words_around_a_node_may_be_counted_as_characters(client):
    rows = client.get("/concordance.json?q=frappe*&characters=10").json()["rows"]
    assert rows
    assert all(len(row["left"]) <= 10 and len(row["right"]) <= 10 for row in rows)


def test_a_timeline_has_as_many_names_as_are_asked_for(client):
    asked = "/timeline{}?q=*&split=source&by=year"
    names = [
        {row["series"] for row in client.get(asked.format(".json") + more).json()["rows"]}
        for more in ("&limit=1", "&limit=2", "", "&limit=0")
    ]
    assert all(few < more for few, more in pairwise(names[:3]))
    assert names[2] == names[3]
    drawn = client.get(asked.format(".svg") + "&limit=1").text
    assert len(drawn) < len(client.get(asked.format(".svg")).text)


@pytest.mark.parametrize(
    ("written", "read"), [("2.5", 2.5), ("0", 0.0), (".5", 0.5), ("1000000", 1e6), ("3.", 3.0)]
)
def test_a_specificity_is_any_number(client, written, read):
    parameter = parameters_of("/collocates")["min_specificity"]
    assert parameter.read("min_specificity", [written]) == read
    assert [parameter.read("", [again]) for again in parameter.write(read)] == [read]
    answer = client.get(f"/collocates.json?q=frappes&min_specificity={written}")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "written", ["nan", "inf", "-1", "1000000.5", "1e5", "2,5", "1_0", " 2", ""]
)
def test_what_is_no_number_is_a_400(client, written):
    answer = client.get("/collocates.json", params={"q": "frappes", "min_specificity": written})
    assert answer.status_code == 400
    assert "is a number from 0 to 1,000,000, such as 2.5, not" in answer.json()["detail"]


def test_the_columns_of_an_export_are_chosen(client):
    answer = client.get("/export.csv?q=raids&column=source&column=id")
    assert answer.text.startswith("source,id\r\n")
    assert client.get("/export.csv?q=raids&column=beauty").status_code == 400


def test_where_the_files_of_the_server_are_is_told_with_show_paths_alone(client, client_of):
    refused = client.get("/export.csv?q=raids&column=path")
    assert refused.status_code == 400
    assert "does not show path" in refused.json()["detail"]
    assert client_of(show_paths=True).get("/export.csv?q=raids&column=path").status_code == 200


def test_what_is_like_an_article_is_narrowed_as_all_searches(client, served):
    def similar(narrowed):
        rows = client.get(f"/similar/palmyre.json?{narrowed}").json()["rows"]
        return [row["id"] for row in rows]

    among = served.similar("palmyre", sources=["ATS"], date_from="2015")
    assert similar("source=ATS&from=2015") == [row.id for row in among.rows]
    assert similar("source=ATS&from=2015") != similar("")
    page = client.get("/similar/palmyre?source=ATS").text
    assert "Retirer" in page


def test_values_are_told_apart_where_some_are_commas(client):
    detail = client.get("/export.csv?q=raids&separator=tab").json()["detail"]
    assert detail == "separator is one of ',', ';', not 'tab'"
    page = client.get("/timeline?q=a&by=x").text
    assert "by est l’un de «_auto_», «_day_»" in page.replace("\xa0", "_").replace("\u202f", "_")
