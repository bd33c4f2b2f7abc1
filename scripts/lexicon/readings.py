"""Which words a form may be a form of, and which of these a reader thinks of.

A dictionary knows more than readers do: *missions* is the noun, and also what we would be if we
put (que nous missions). Such a reading is left out where the press means the other one, by rules
that look at all words that fold alike, *marches* and *marchés*, as the index does. What each rule
brings is in docs/inflections.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final, TypeAlias

from scripts.lexicon.corrections import COMMON_BESIDE_NAMES, NEVER_MEANT, SAME_WORD
from scripts.lexicon.dictionary import Form
from searchnews.analysis.fold import fold


class Kind(Enum):
    """What a form is, as far as it says how often it is meant."""

    NOUN = auto()
    ADJECTIVE = auto()
    PARTICLE = auto()
    """An adverb, a preposition, a number: what has no forms."""
    INFINITIVE = auto()
    PAST_PARTICIPLE = auto()
    PRESENT_PARTICIPLE = auto()
    THIRD_PERSON = auto()
    """Of the present, the future, the imparfait and the conditional."""
    NARRATIVE = auto()
    """The third person of the passé simple."""
    SUBJUNCTIVE = auto()
    """The third person of the present subjunctive, where it is no other form."""
    OTHER_PERSON = auto()
    """The first and the second person, which papers hardly use."""


_NOMINAL: Final = {Kind.NOUN, Kind.ADJECTIVE}

_BEFORE_OTHER_PERSONS: Final = _NOMINAL | {
    Kind.PARTICLE,
    Kind.INFINITIVE,
    Kind.PAST_PARTICIPLE,
    Kind.THIRD_PERSON,
}
_THIRD: Final = {"po:3sg", "po:3pl", "po:3pl!"}
_USUAL_TENSES: Final = {"po:ipre", "po:iimp", "po:ifut", "po:cond"}
_PARTICLES: Final = {"po:adv", "po:prep", "po:nb", "po:interj", "po:mg"}

Lemma: TypeAlias = str
"""Folded; with `NOMINAL` behind it where the infinitive of a verb is written the same."""
NOMINAL: Final = "(nom)"
"""Tells le pouvoir, les pouvoirs from pouvoir, peuvent."""

Forms: TypeAlias = dict[Kind, set[Form]]
"""The forms that a word may be, by kind: those of one lemma."""


class Readings:
    """The readings of all words of a dictionary."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._of: dict[str, dict[Lemma, Forms]] = defaultdict(lambda: defaultdict(dict))
        self._names: set[str] = set()
        common: list[tuple[Kind, Form]] = []
        for form in forms:
            if form.lemma[0].isupper():
                self._names.add(fold(form.written))
            elif (kind := kind_of(form.tags)) is not None:
                common.append((kind, form))
        self._infinitives = {fold(f.lemma) for kind, f in common if kind is Kind.INFINITIVE}
        for kind, form in common:
            self._add(form.written, form.lemma, kind, form)
        known = set(self._of)
        for kind, form in common:
            # What a hyphen joins are words of the index too: ends in week-ends.
            parts, lemmas = form.written.split("-"), form.lemma.split("-")
            if len(parts) == len(lemmas) > 1:
                for part, lemma in zip(parts, lemmas, strict=True):
                    if part and lemma and fold(part) not in known:
                        self._add(part, lemma, kind, form)

    def _add(self, written: str, lemma: str, kind: Kind, form: Form) -> None:
        key = fold(lemma)
        if kind in _NOMINAL and key in self._infinitives:
            key += NOMINAL
        self._of[fold(written)][key].setdefault(kind, set()).add(form)

    def lemmas(self) -> dict[str, list[Lemma]]:
        """Each folded word with its lemmas, sorted; names, and what has no other forms, with none.

        A lemma is folded. It may be one that its own form is not read as: *nuit* is not *nuire*.
        """
        same = {other: lemma for lemma, others in SAME_WORD.items() for other in others}
        kept = {word: {same.get(lemma, lemma) for lemma in self._kept(word)} for word in self._of}
        for lemma, others in SAME_WORD.items():
            for word in (lemma, *others):
                kept.setdefault(word, set()).add(lemma)
        forms_of: dict[Lemma, set[str]] = defaultdict(set)
        for word, lemmas in kept.items():
            for lemma in lemmas:
                forms_of[lemma].add(word)
        found = {
            word: sorted(lemma for lemma in lemmas if len(forms_of[lemma]) > 1)
            for word, lemmas in kept.items()
        }
        return found | {name: [] for name in self._names if name not in found}

    def _kept(self, word: str) -> set[Lemma]:
        readings = {
            lemma: forms
            for lemma, forms in self._of[word].items()
            if word not in NEVER_MEANT.get(lemma, ())
        }
        if self._is_name(word, readings):
            return set()
        return {
            lemma
            for lemma, forms in readings.items()
            if any(is_meant(kind, word, forms, _others(readings, lemma)) for kind in forms)
        }

    def _is_name(self, word: str, readings: dict[Lemma, Forms]) -> bool:
        """Whether a word is a name before all, and only a form of another word by chance.

        Paris, Rennes and Denis are plurals of pari, renne and déni; Marine and Pierre are words
        themselves, and Argentine is the feminine of a people.
        """
        if word not in self._names or word in readings or word in COMMON_BESIDE_NAMES:
            return False
        return not any(
            {"is:fem", "is:sg"} <= form.tags
            for forms in readings.values()
            for kind in _NOMINAL
            for form in forms.get(kind, ())
        )


def kind_of(tags: frozenset[str]) -> Kind | None:
    """What the tags of a form say it is; None for forms that papers never use.

    Those are the imperfect subjunctive, and the passé simple of the first and second person.
    """
    if not any(tag.startswith("po:v") for tag in tags):
        if "po:nom" in tags:
            return Kind.NOUN
        if "po:adj" in tags:
            return Kind.ADJECTIVE
        return Kind.PARTICLE if tags & _PARTICLES else None
    for tag, kind in (
        ("po:infi", Kind.INFINITIVE),
        ("po:ppas", Kind.PAST_PARTICIPLE),
        ("po:ppre", Kind.PRESENT_PARTICIPLE),
    ):
        if tag in tags:
            return kind
    if tags & _THIRD:
        if tags & _USUAL_TENSES:
            return Kind.THIRD_PERSON
        if "po:ipsi" in tags:
            return Kind.NARRATIVE
        return Kind.SUBJUNCTIVE if "po:spre" in tags else None
    return Kind.OTHER_PERSON if tags & (_USUAL_TENSES | {"po:spre", "po:impe"}) else None


def is_meant(kind: Kind, word: str, own: Forms, others: Forms) -> bool:
    """Whether a folded word is read as a form of this kind.

    `own` are the forms of the same lemma that it may be, `others` those of other lemmas.
    """
    match kind:
        case Kind.OTHER_PERSON:  # nous actions; tu demandes
            return not others.keys() & _BEFORE_OTHER_PERSONS
        case Kind.SUBJUNCTIVE | Kind.NARRATIVE:  # qu'il voie; il but
            return not others.keys() & (_NOMINAL | {Kind.PARTICLE})
        case Kind.PRESENT_PARTICIPLE:  # en restaurant; en durant
            return not others.keys() & {Kind.NOUN, Kind.PARTICLE}
        case Kind.THIRD_PERSON:  # ils président; but il revient
            singular = any("po:3sg" in form.tags for form in own[kind])
            return singular or not (word.endswith("ent") and others.keys() & _NOMINAL)
        case Kind.PAST_PARTICIPLE:  # limités beside limites; but élus is a noun itself
            nouns = {form.written for form in others.get(Kind.NOUN, ())}
            participles = {form.written for form in own[kind]}
            return not nouns or bool(nouns & participles) or not _all_end(participles, "és")
        case Kind.NOUN:  # several fil, cour, fond: fils, cours and fonds are singulars
            singulars = {fold(form.lemma) for form in others.get(Kind.NOUN, ())}
            return not (word[-1] in "sxz" and word in singulars)
        case _:
            return True


def _others(readings: dict[Lemma, Forms], lemma: Lemma) -> Forms:
    others: Forms = defaultdict(set)
    for other, forms in readings.items():
        if other != lemma:
            for kind, of_kind in forms.items():
                others[kind] |= of_kind
    return others


def _all_end(words: Iterable[str], ending: str) -> bool:
    return all(word.endswith(ending) for word in words)
