"""From a request to a visit."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from searchnews.errors import InvalidArgumentError
from searchnews.index import Index
from searchnews.serve.api.formats import Form
from searchnews.serve.api.parameter_table import ARTICLE, EVERYWHERE, LANGUAGE
from searchnews.serve.api.parameters import Values, read_values
from searchnews.serve.api.resolve import Resolved, end_of
from searchnews.serve.language.locale import LOCALES, Locale, preferred
from searchnews.serve.settings import Settings
from searchnews.serve.visit import Visit

_MOST_FIELDS = 200


def visit_of(request: Request, resolved: Resolved, index: Index, settings: Settings) -> Visit:
    """The visit that a request to an address of the table is.

    Raises:
        InvalidArgumentError: there is no such parameter, or a value that is none.
    """
    parameters = resolved.address.parameters
    values = read_values((*parameters, *EVERYWHERE), _pairs(request))
    values = values.changed({ARTICLE: resolved.article})
    return Visit(
        index=index,
        settings=settings,
        path=resolved.address.path,
        form=resolved.form,
        parameters=parameters,
        values=values,
        locale=LOCALES.get(values[LANGUAGE]) or _preferred(request),
        origin=_origin(request),
    )


def bare_visit(request: Request, index: Index, settings: Settings) -> Visit:
    """A visit for a request that cannot be read: in its language and format, if nothing else."""
    languages = [value for name, value in request.query_params.multi_items() if name == "lang"]
    language = languages[0] if languages and languages[0] in LOCALES else ""
    return Visit(
        index=index,
        settings=settings,
        path="/",
        form=end_of(path_of(request, settings)) or Form.HTML,
        parameters=(),
        values=Values({LANGUAGE: language}),
        locale=LOCALES.get(language) or _preferred(request),
        origin=_origin(request),
    )


def path_of(request: Request, settings: Settings) -> str:
    """The path below the one where a proxy shows us; proxies may leave that one out."""
    path: str = request.scope["path"]
    root = settings.root_path
    return path[len(root) :] if root and f"{path}/".startswith(f"{root}/") else path


def _pairs(request: Request) -> list[tuple[str, str]]:
    query = request.scope["query_string"].decode("latin-1")
    try:
        return parse_qsl(
            query, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise InvalidArgumentError("the address is not in UTF-8") from None
    except ValueError:
        raise InvalidArgumentError(
            f"the address has more than {_MOST_FIELDS} parameters, which is the limit"
        ) from None


def _preferred(request: Request) -> Locale:
    return preferred(request.headers.get("accept-language", ""))


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}"
