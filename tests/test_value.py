"""Immutable values: made as dataclasses are, equal by their fields."""

from __future__ import annotations

import copy
import pickle

import pytest

from searchnews.value import Value, replaced


class Place(Value, uncompared=("span",)):
    name: str
    country: str = "Syrie"
    span: tuple[int, int] = (0, 0)


class Town(Value):
    name: str
    country: str = "Syrie"


PALMYRE = Place("Palmyre")


@pytest.mark.parametrize(
    "same",
    [Place("Palmyre"), Place(name="Palmyre", country="Syrie"), Place("Palmyre", span=(3, 9))],
)
def test_values_with_equal_fields_are_equal_whatever_does_not_count(same):
    assert same == PALMYRE
    assert hash(same) == hash(PALMYRE)


@pytest.mark.parametrize(
    "other", [Place("Raqa"), Place("Palmyre", "Liban"), Town("Palmyre"), "Palmyre"]
)
def test_other_values_and_other_classes_are_not_equal(other):
    assert other != PALMYRE


def test_a_value_cannot_be_changed():
    with pytest.raises(AttributeError, match="Place cannot be changed"):
        PALMYRE.name = "Raqa"
    with pytest.raises(AttributeError, match="Place cannot be changed"):
        del PALMYRE.name
    with pytest.raises(AttributeError):
        PALMYRE.population = 51_000


@pytest.mark.parametrize(
    ("values", "named", "message"),
    [
        ((), {}, "wrong: name"),
        (("Palmyre",), {"name": "Raqa"}, "given name twice"),
        (("Palmyre",), {"people": 1}, "wrong: people"),
        (("Palmyre", "Syrie", (0, 0), 1), {}, "3 fields, not 4"),
    ],
)
def test_wrong_fields_are_named(values, named, message):
    with pytest.raises(TypeError, match=message):
        Place(*values, **named)


def test_a_copy_may_have_other_values():
    assert replaced(PALMYRE, country="Liban") == Place("Palmyre", "Liban")
    assert replaced(Place("Raqa", span=(1, 5)), name="Homs").span == (1, 5)


def test_values_are_copied_and_sent_to_processes():
    assert copy.deepcopy(PALMYRE) == pickle.loads(pickle.dumps(PALMYRE)) == PALMYRE


def test_values_are_matched_by_their_fields():
    match PALMYRE:
        case Place(name, "Syrie"):
            assert name == "Palmyre"
        case _:
            pytest.fail("not matched")
