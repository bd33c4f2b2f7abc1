r"""Text for LaTeX: its signs escaped, and what pdfLaTeX does not know replaced.

Braces are not escaped as \{, since BibTeX counts them all the same.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from searchnews.explore.citations.fields import one_line

_SIGNS: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "\u00a0": "~",  # no-break space
        "\u202f": r"\,",  # narrow no-break space
        "\u2009": r"\,",  # thin space
        "\u00ad": r"\-",  # soft hyphen
        "\u2011": "-",  # no-break hyphen
        "\u200b": "",  # zero width space
        "\u200d": "",  # zero width joiner
        "\ufffd": "?",
    }
)


def latex(text: str | None) -> str:
    r"""The text on one line, composed, for a field of a bibliography; empty if there is none.

    >>> print(latex("Dassault & fils : 20 % de {plus} en_fin"))
    Dassault \& fils : 20 \% de \textbraceleft{}plus\textbraceright{} en\_fin
    """
    return unicodedata.normalize("NFC", one_line(text)).translate(_SIGNS)
