"""Words that hold sentences together and mean nothing alone."""

from typing import Final

# Folded. They are indexed like all others, for phrases and exact search, but an unquoted query
# of several words is neither matched nor ranked by them: leaving them out gains 0.010 to 0.015
# MRR@10 on questions, and the words of questions among them 0.02 more. Words that are also nouns,
# numbers or verbs of their own stay out of the list (or, car, été); est as a point of the compass
# is rarer than the verb, un as a number is rarer than the article.
FUNCTION_WORDS: Final = frozenset(
    """
    le la les l un une des du de d au aux
    ce cet cette ces c ca cela ceci celui celle ceux celles
    je j tu il elle on nous vous ils elles me m te t se s lui leur leurs y en
    mon ma mes ton ta tes son sa ses notre nos votre vos moi toi soi eux
    comment pourquoi combien puis peut peux peuvent doit dois doivent faut faire
    qui que qu quoi dont ou lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel
    desquels desquelles quel quelle quels quelles
    et ni mais donc si comme quand lorsque puisque quoique
    a dans par pour sur avec sans sous vers chez entre parmi des depuis pendant jusque jusqu
    ne n pas plus
    est sont etait etaient sera seront soit suis es sommes etes fut etre
    ai as avons avez ont avait avaient aura auront eu avoir
    """.split()
)

LIGHTEST: Final = frozenset("le la les l un une des du de d au aux a et".split())
"""Folded function words that are in nearly every article, and that names do without."""

MEANINGFUL: Final = frozenset(
    """
    sans avec pas plus ni sous entre chez vers depuis pendant parmi
    notre nos votre vos elle elles moi toi nous vous eux
    """.split()
)
"""Folded function words that say what is meant in a query of few words: sans masque."""

QUESTION_WORDS: Final = frozenset(
    """
    comment pourquoi combien qui que qu quoi quand dont ou est
    lequel laquelle lesquels lesquelles quel quelle quels quelles
    """.split()
)
"""Folded function words that ask: where one stands, the others are those of a sentence."""

SUBJECTS_BEHIND: Final = frozenset("t je tu il elle on ils elles ce".split())
"""Folded pronouns that a hyphen joins to a verb in questions: peut-on, inspire-t-il. Not nous and
vous, which end nouns: rendez-vous."""
