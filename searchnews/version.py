"""The version of searchnews, for the package and for the indexes it makes."""

from typing import Final

VERSION: Final = "0.1.0"
