"""OpenAPI 3.1 of all addresses, made of their table and of that of parameters."""

from __future__ import annotations

from typing import Any, Final

from searchnews import __version__
from searchnews.serve.api.addresses import ADDRESSES, Address
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameters import Parameter
from searchnews.serve.api.problems import MEDIA_TYPE
from searchnews.serve.pages.schemas import SCHEMA_OF, SCHEMAS
from searchnews.serve.replies import Reply, json_reply
from searchnews.serve.visit import Visit

_PROBLEMS: Final = {
    "400": "A value that cannot be used; the detail says which, and what to write instead.",
    "401": "The token is missing, or wrong.",
    "403": "The request was made to a name that is not this server's.",
    "404": "There is nothing here.",
    "429": "More requests than the limit.",
    "503": "Too much at once, or the index cannot be read now; Retry-After says when to try again.",
    "504": "It took longer than the limit.",
}


def openapi(visit: Visit) -> Reply:
    """The description of the API."""
    tag = visit.locale.tag
    paths = {}
    for address in ADDRESSES:
        for form in address.forms:
            if not address.changes:
                paths[_path(address, form)] = {"get": _operation(address, form, tag)}
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


def _operation(address: Address, form: Form, tag: str) -> dict[str, Any]:
    name = "search" if address.path == "/" else address.path.strip("/").partition("/{")[0]
    schema = SCHEMA_OF.get((address.path, form))
    kind = "page" if form is Form.HTML else "problem"
    content: dict[str, Any] = {"schema": _reference(schema)} if schema is not None else {}
    return {
        "operationId": f"{name.replace('/', '_')}_{form.ending}",
        "summary": getattr(address.summary, tag),
        "parameters": [_parameter(each, tag) for each in address.all_parameters],
        "responses": {
            "200": {"description": "OK", "content": {form.media_type: content}},
            "304": {"description": "Not changed since the ETag that was sent."},
            **{status: {"$ref": f"#/components/responses/{kind}{status}"} for status in _PROBLEMS},
        },
    }


def _problems() -> dict[str, Any]:
    """What may go wrong: people see a page that says it, programs a problem."""
    problems = {}
    for status, meaning in _PROBLEMS.items():
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
