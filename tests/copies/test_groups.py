"""The groups as they are read: for display, and for counts."""

from contextlib import closing

import numpy as np
import pytest
from copies.dispatches import BUDGET, CUT_FIRE, FIRE, FIRE_BACKGROUND, REVISED_FIRE, Index

from searchnews.copies.groups import Groups, Member
from searchnews.copies.layout import CopiesLayout
from searchnews.errors import IndexDamagedError


@pytest.fixture
def index():
    """Four versions of a dispatch, and another one."""
    index = Index()
    index.add(CUT_FIRE, "2021-03-03")
    index.add(BUDGET, "2021-03-01")
    index.add(FIRE, "2021-03-02")
    index.add(REVISED_FIRE, "2021-03-03T09:00")
    index.add(FIRE + FIRE_BACKGROUND, None)
    return index


def leaders(groups, *numbers):
    return groups.leaders_of(np.array(numbers, np.uint32)).tolist()


def test_members_come_in_order_of_publication(index, tmp_path):
    index.groups(tmp_path)
    with closing(Groups(tmp_path)) as groups:
        members = groups.members(4)
        assert [member.number for member in members] == [3, 1, 4, 5]
        assert [member.is_copy for member in members] == [True, True, False, True]
        assert members[0] == Member(3, 1.0)
        assert groups.members(3) == groups.members(5) == members


def test_an_article_without_copies_is_a_group(index, tmp_path):
    index.groups(tmp_path)
    with closing(Groups(tmp_path)) as groups:
        assert groups.members(2) == [Member(2, 1.0)]
        assert groups.members(1000) == [Member(1000, 1.0)]


def test_leaders_of_many_articles_count_groups(index, tmp_path):
    index.groups(tmp_path)
    with closing(Groups(tmp_path)) as groups:
        assert leaders(groups, 5, 4, 3, 2, 1) == [3, 3, 3, 2, 3]
        assert leaders(groups, 1000, 6, 0, (1 << 32) - 1) == [1000, 6, 0, (1 << 32) - 1]
        assert leaders(groups) == []


def test_an_update_is_seen_at_once(index, tmp_path):
    with closing(Groups(tmp_path)) as groups:
        assert leaders(groups, 1, 2, 3) == [1, 2, 3]
        assert groups.stamp is None
        index.groups(tmp_path)
        assert leaders(groups, 1, 2, 3) == [3, 2, 3]
        assert groups.stamp == index.stamp
        index.remove(3)
        index.groups(tmp_path)
        assert leaders(groups, 1, 2, 4) == [1, 2, 1]


def test_copies_that_are_made_again_are_seen(index, tmp_path):
    index.groups(tmp_path)
    with closing(Groups(tmp_path)) as groups:
        assert leaders(groups, 1) == [3]
        next(tmp_path.glob("*.segment")).unlink()
        index.remove(3)
        index.groups(tmp_path)
        assert leaders(groups, 1, 4) == [1, 1]


def test_problems_are_found(index, tmp_path):
    index.groups(tmp_path)
    with closing(Groups(tmp_path)) as groups:
        assert groups.problems() == []
    path = next(tmp_path.glob("*.segment"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with closing(Groups(tmp_path)) as groups:
        assert [path.name in problem for problem in groups.problems()] == [True]


def test_a_damaged_database_is_said(index, tmp_path):
    index.groups(tmp_path)
    CopiesLayout(tmp_path).database.write_bytes(b"no database" * 1000)
    with (
        closing(Groups(tmp_path)) as groups,
        pytest.raises(IndexDamagedError, match=r"copies\.db is damaged .* delete the folder"),
    ):
        groups.members(1)
