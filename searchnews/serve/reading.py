"""From a request to a visit."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from searchnews.errors import InvalidArgumentError, SearchNewsError
from searchnews.index import Index
from searchnews.serve import limits
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import EVERYWHERE, LANGUAGE, QUERY
from searchnews.serve.api.parameters import Parameter, Values, read_values
from searchnews.serve.api.resolve import Resolved, end_of, resolve
from searchnews.serve.language.locale import LOCALES, Locale, preferred
from searchnews.serve.settings import Settings
from searchnews.serve.visit import Visit

_MOST_FIELDS = 200


def visit_of(
    request: Request, resolved: Resolved, index: Index, settings: Settings, form: bytes = b""
) -> Visit:
    """The visit that a request to an address of the table is, with the form that was sent.

    Raises:
        InvalidArgumentError: there is no such parameter, or a value that is none.
    """
    address, read = resolved.address, resolved.address.parameters
    pairs = _pairs(request.scope["query_string"], "the address")
    if request.method == "POST":
        read = address.fields or ()
        pairs += _pairs(form, "the form")
    values = read_values((*read, *EVERYWHERE), pairs)
    if address.in_path is not None:
        values = values.changed({address.in_path: resolved.named})
    return Visit(
        index=index,
        settings=settings,
        path=address.path,
        form=resolved.form,
        parameters=address.parameters,
        values=values,
        locale=LOCALES.get(values[LANGUAGE]) or _preferred(request),
        origin=_origin(request),
        cookies=request.cookies,
    )


def bare_visit(request: Request, index: Index, settings: Settings, form: bytes = b"") -> Visit:
    """A visit for a request that cannot be answered: as much of it as can be read.

    So what was searched is not lost with it; browsers that were led to a file get a page, too.
    """
    path = path_of(request, settings)
    is_of_people = "text/html" in request.headers.get("accept", "")
    try:
        resolved = resolve(path)
    except SearchNewsError:
        resolved = resolve("/")
    address = resolved.address
    read = (*address.parameters, *(address.fields or ()), *EVERYWHERE)
    values = _readable(read, request.scope["query_string"], form)
    if address.in_path is not None:
        values = values.changed({address.in_path: resolved.named})
    return Visit(
        index=index,
        settings=settings,
        path=address.path,
        form=(None if is_of_people else end_of(path)) or Form.HTML,
        parameters=address.parameters,
        values=values,
        locale=LOCALES.get(values[LANGUAGE]) or _preferred(request),
        origin=_origin(request),
    )


def _readable(parameters: Sequence[Parameter[Any]], *written: bytes) -> Values:
    """The values of the parameters that have one which can be read; a query up to its limit."""
    said: dict[str, list[str]] = {}
    for each in written:
        for name, value in parse_qsl(each.decode(errors="replace"), keep_blank_values=True):
            said.setdefault(name, []).append(value)
    values = Values({QUERY: said.get(QUERY.name, [""])[0][: limits.QUERY_LENGTH]})
    for parameter in parameters:
        if parameter is not QUERY and parameter.name in said:
            with suppress(InvalidArgumentError):
                value = parameter.read(parameter.name, said[parameter.name])
                values = values.changed({parameter: value})
    return values


def path_of(request: Request, settings: Settings) -> str:
    """The path below the one where a proxy shows us; proxies may leave that one out."""
    path: str = request.scope["path"]
    root = settings.root_path
    return path[len(root) :] if root and f"{path}/".startswith(f"{root}/") else path


def _pairs(written: bytes, where: str) -> list[tuple[str, str]]:
    """Names and values, as addresses and forms write them."""
    try:
        return parse_qsl(
            written.decode(),
            keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS,
        )  # fmt: skip
    except UnicodeDecodeError:
        raise InvalidArgumentError(f"{where} is not in UTF-8") from None
    except ValueError:
        raise InvalidArgumentError(
            f"{where} has more than {_MOST_FIELDS} parameters, which is the limit"
        ) from None


def _preferred(request: Request) -> Locale:
    return preferred(request.headers.get("accept-language", ""))


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}"
