"""Make the French lexicon from a spelling dictionary.

    python -m scripts.lexicon.make fr.aff fr.dic

The files are those of the Grammalecte project's dictionary "toutes variantes", with grammatical
tags: on Debian the package hunspell-fr-comprehensive has them. What is tuned here is measured with
scripts/evaluation/lemmas.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.lexicon.dictionary import forms
from scripts.lexicon.readings import Readings
from searchnews.analysis.lexicon import FRENCH, packed


def main() -> None:
    """Write the lexicon of the project, or another."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("affixes", type=Path, metavar="FR.AFF")
    parser.add_argument("words", type=Path, metavar="FR.DIC")
    parser.add_argument("--output", type=Path, default=FRENCH, metavar="FILE")
    options = parser.parse_args()
    lemmas = Readings(forms(options.affixes, options.words)).lemmas()
    options.output.write_bytes(packed(lemmas))
    print(f"{len(lemmas):,} words, {options.output.stat().st_size:,} bytes: {options.output}")


if __name__ == "__main__":
    main()
