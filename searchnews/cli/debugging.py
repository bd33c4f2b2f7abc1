"""The option --debug: where reading a file failed as nobody expected."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    import logging

_Command = TypeVar("_Command", bound=Callable[..., object])

# They warn of every page without an article and of every damaged PDF, which are named anyway.
_LIBRARIES: Final = ("trafilatura", "pypdf")


def debug_option(command: _Command) -> _Command:
    """The option, which changes the log of this process until the command is done."""
    return click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=_set_up_log,
        help="Show on standard error where reading a file failed unexpectedly.",
    )(command)


def _set_up_log(context: click.Context, _: click.Parameter, debug: bool) -> None:
    import logging  # searches do without

    if debug:
        logger = logging.getLogger("searchnews")
        handler = logging.StreamHandler(sys.stderr)
        logger.addHandler(handler)
        context.call_on_close(lambda: logger.removeHandler(handler))
        _set_level(context, logger, logging.DEBUG)
    else:
        for name in _LIBRARIES:
            _set_level(context, logging.getLogger(name), logging.CRITICAL)


def _set_level(context: click.Context, logger: logging.Logger, level: int) -> None:
    before = logger.level
    logger.setLevel(level)
    context.call_on_close(lambda: logger.setLevel(before))
