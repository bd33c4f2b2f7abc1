"""Several ways to write one thing, as a clause: each article counts it once.

An article scores by that one of them that it has most of: whoever has the words gains nothing by a
hashtag. All weigh as much: joined words are rarer than the words, which says nothing of what was
meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchnews.query.clauses import Best, Clause, Nothing, scaled
from searchnews.query.compiled import Compiled, ScorePart


def compile_spellings(typed: Compiled, others: Sequence[Compiled], *, is_word: bool) -> Compiled:
    """What was typed, or its other spellings.

    Words in a row weigh what they would alone, and so does another spelling of them; a single word
    (`is_word`) weighs no more than the commonest of its spellings.
    """
    known = [other for other in others if other.clause != Nothing()]
    if not known:
        return typed
    is_known = typed.clause != Nothing()
    found = [typed, *known] if is_known else known
    rarity = min(each.rarity for each in found) if is_word or not is_known else typed.rarity
    if len(found) == 1:
        clause = found[0].clause
    else:
        clause = Best(tuple([_weighing(each, rarity) for each in found]))
    # A word that is found in another spelling is not missing.
    words = tuple([word for word in typed.words if word.forms.members])
    label = " ".join([part.label for part in found[0].parts])
    compiled = Compiled(clause).and_of(found)
    return compiled._replace(words=words, parts=(ScorePart(label, clause),), rarity=rarity)


def _weighing(compiled: Compiled, rarity: float) -> Clause:
    """The clause, with words that weigh so much together."""
    factor = rarity / compiled.rarity if compiled.rarity else 1.0
    return compiled.clause if factor == 1.0 else scaled(compiled.clause, factor)
