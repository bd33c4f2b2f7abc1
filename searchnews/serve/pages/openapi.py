"""OpenAPI 3.1 of all addresses, made of their table and of that of parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from searchnews import __version__
from searchnews.serve.api.addresses import ADDRESSES, WHAT_IS_SENT, Address
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import EVERYWHERE
from searchnews.serve.api.parameters import Parameter
from searchnews.serve.api.problems import MEDIA_TYPE
from searchnews.serve.pages.schemas import CHANGED, SCHEMA_OF, SCHEMAS
from searchnews.serve.replies import Reply, json_reply
from searchnews.serve.visit import Visit

_PROBLEMS: Final = {
    "400": "A value that cannot be used; the detail says which, and what to write instead.",
    "401": "The token is missing, or wrong.",
    "403": "The request was made to a name that is not this server's, or may not be made here.",
    "404": "There is nothing here.",
    "429": "More requests than the limit.",
    "503": "Too much at once, the index cannot be read now, or what this needs is being made; "
    "Retry-After says when to try again.",
    "504": "It took longer than the limit.",
}
_PROBLEMS_OF_CHANGES: Final = {"413": "What was sent is larger than the limit."}
_PROBLEMS_OF_PARQUET: Final = {"501": "pyarrow is not installed; the detail says how to."}
_FORM: Final = "application/x-www-form-urlencoded"
_LOGIN: Final = "/login"
"""Where people type the token, which programs send with each request."""


def openapi(visit: Visit) -> Reply:
    """The description of the API."""
    tag = visit.locale.tag
    paths = {}
    for address in ADDRESSES:
        for form in address.forms:
            if address.path != _LOGIN:
                paths[_path(address, form)] = dict(_operations(address, form, tag))
    return json_reply(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "searchnews",
                "version": __version__,
                "description": "Full-text search over French news.",
                "license": {"name": "MIT", "identifier": "MIT"},
            },
            "servers": [{"url": visit.whole(visit.settings.root_path) or "/"}],
            "security": [{}, {"token": []}],
            "paths": paths,
            "components": {
                "schemas": SCHEMAS,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
                "responses": _problems(),
            },
        }
    )


def _path(address: Address, form: Form) -> str:
    if form is Form.HTML:
        return address.path
    return f"{'/search' if address.path == '/' else address.path}.{form.ending}"


def _operations(address: Address, form: Form, tag: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The methods that an address takes, each with what it takes and answers."""
    if address.is_read:
        yield "get", _reading(address, form, tag)
    if address.fields is not None:
        yield "post", _changing(address, form, tag)


def _reading(address: Address, form: Form, tag: str) -> dict[str, Any]:
    content = _content(SCHEMA_OF.get((address.path, form)))
    return {
        "operationId": _name(address, form),
        "summary": getattr(address.summary, tag),
        "parameters": [_parameter(each, tag) for each in address.all_parameters],
        "responses": {
            "200": {"description": "OK", "content": {form.media_type: content}},
            "304": {"description": "Not changed since the ETag that was sent."},
            **_may_go_wrong(form, _PROBLEMS),
            **(_may_go_wrong(form, _PROBLEMS_OF_PARQUET) if form is Form.PARQUET else {}),
        },
    }


def _changing(address: Address, form: Form, tag: str) -> dict[str, Any]:
    in_path = () if address.in_path is None else (address.in_path,)
    return {
        "operationId": f"{_name(address, form)}_post",
        "summary": getattr(WHAT_IS_SENT[address.path], tag),
        "parameters": [_parameter(each, tag) for each in (*in_path, *EVERYWHERE)],
        "requestBody": {"content": {_FORM: {"schema": _form_of(address, tag)}}},
        "responses": {
            **_done(address, form),
            **_may_go_wrong(form, _PROBLEMS | _PROBLEMS_OF_CHANGES),
        },
    }


def _name(address: Address, form: Form) -> str:
    # "/article/{id}" is called article; "/saved/{name}" is not "/saved".
    words = address.path.strip("/").replace("/{id}", "").replace("{", "").replace("}", "")
    return f"{words.replace('/', '_') or 'search'}_{form.ending}"


def _content(schema: str | None) -> dict[str, Any]:
    return {"schema": _reference(schema)} if schema is not None else {}


def _form_of(address: Address, tag: str) -> dict[str, Any]:
    """The fields of a form, of which each may be left out."""
    properties = {}
    for field in address.fields or ():
        properties[field.name] = {**field.schema, "description": getattr(field.help, tag)}
        if field.example is not None:
            properties[field.name]["examples"] = [field.example]
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _done(address: Address, form: Form) -> dict[str, Any]:
    """What is answered when something was changed: people are led on."""
    if form is Form.HTML:
        return {"303": {"description": "Done; the page to see next is in Location."}}
    status, schema = CHANGED[address.path]
    return {str(status): {"description": "Done.", "content": {form.media_type: _content(schema)}}}


def _may_go_wrong(form: Form, problems: Iterable[str]) -> dict[str, Any]:
    kind = "page" if form is Form.HTML else "problem"
    return {status: {"$ref": f"#/components/responses/{kind}{status}"} for status in problems}


def _problems() -> dict[str, Any]:
    """What may go wrong: people see a page that says it, programs a problem."""
    problems = {}
    for status, meaning in (_PROBLEMS | _PROBLEMS_OF_CHANGES | _PROBLEMS_OF_PARQUET).items():
        problem = {MEDIA_TYPE: {"schema": _reference("Problem")}}
        problems[f"problem{status}"] = {"description": meaning, "content": problem}
        problems[f"page{status}"] = {"description": meaning, "content": {"text/html": {}}}
    return problems


def _parameter(parameter: Parameter[Any], tag: str) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": parameter.name,
        "in": parameter.place,
        "description": getattr(parameter.help, tag),
        "schema": parameter.schema,
    }
    if parameter.place == "path":
        values["required"] = True
    if parameter.example is not None:
        values["example"] = parameter.example
    return values


def _reference(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}
