"""The user's own lists, as files."""

import pytest

from searchnews.errors import InvalidArgumentError
from searchnews.query.concepts.lists import Lists


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "partis.txt").write_text("# les partis\nPS\n  Parti socialiste   # depuis 1969\n\n")
    return tmp_path


def test_a_list_has_an_expression_a_line(folder):
    found = Lists(folder).definition("partis")
    assert [(text, line) for text, line in found.expressions] == [
        ("PS", 2),
        ("Parti socialiste", 3),
    ]


@pytest.mark.parametrize("typed", ["partis", "Partis", "PARTIS"])
def test_capitals_and_accents_of_a_name_do_not_matter(folder, typed):
    assert Lists(folder).definition(typed).name == "partis"


@pytest.mark.parametrize("typed", ["élus-locaux", "elus_locaux", "Elus-Locaux"])
def test_a_file_with_a_space_in_its_name_can_be_typed(tmp_path, typed):
    (tmp_path / "Élus locaux.txt").write_text("maire\n")
    lists = Lists(tmp_path)
    assert lists.definition(typed).name == "Élus-locaux"
    assert list(lists.names()) == ["Élus-locaux"]


def test_other_files_are_no_lists(folder):
    for name in ("partis.csv", "notes", ".caché.txt", "partis.txt~"):
        (folder / name).write_text("rien\n")
    assert list(Lists(folder).names()) == ["partis"]
    assert Lists(folder).definition("notes") is None


def test_a_folder_that_is_not_there_has_no_lists(tmp_path):
    lists = Lists(tmp_path / "absent")
    assert list(lists.names()) == []
    assert lists.definition("partis") is None


def test_a_folder_that_was_named_must_be_there(tmp_path):
    with pytest.raises(InvalidArgumentError, match=r"there is no folder of lists .*absent; make"):
        Lists.read(tmp_path / "absent")


def test_a_byte_order_mark_and_ends_of_lines_of_windows_are_no_part_of_an_expression(tmp_path):
    (tmp_path / "partis.txt").write_bytes("\ufeffPS\r\nLR\r\n".encode())
    assert [each.text for each in Lists(tmp_path).definition("partis").expressions] == ["PS", "LR"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Écolos\n".encode("latin-1"), "the file is UTF-8 text"),
        (b"a\n" * 6_000_000, "larger than 10 MB"),
        (None, "is no file"),
    ],
)
def test_a_file_that_is_no_list_is_told_when_it_is_used(tmp_path, content, message):
    path = tmp_path / "partis.txt"
    path.mkdir() if content is None else path.write_bytes(content)
    (tmp_path / "bons.txt").write_text("PS\n")
    with pytest.raises(InvalidArgumentError, match=message):
        Lists(tmp_path).definition("partis")
    assert Lists(tmp_path).definition("bons").name == "bons"


def test_two_files_of_one_name_are_told(folder):
    (folder / "Partis.txt").write_text("LR\n")
    with pytest.raises(InvalidArgumentError, match=r"@partis is the name of two lists"):
        Lists(folder).definition("partis")
