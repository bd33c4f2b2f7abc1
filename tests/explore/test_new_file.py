"""A file is there whole or not at all."""

import signal
import subprocess
import sys

import pytest

from searchnews.errors import OutputError
from searchnews.explore.new_file import new_file

WRITER = """
import sys
from pathlib import Path
from searchnews.explore.new_file import new_file
with new_file(Path(sys.argv[1])) as file:
    file.write(b"x" * 100_000)
    file.flush()
    print("written", flush=True)
    sys.stdin.read()
"""
LIMITED = """
import resource, sys
from pathlib import Path
from searchnews.errors import OutputError
from searchnews.explore.new_file import new_file
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    with new_file(Path(sys.argv[1])) as file:
        for _ in range(100):
            file.write(b"x" * 1000)
except OutputError as error:
    print(error)
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_it_has_its_name_when_it_is_whole(tmp_path):
    path = tmp_path / "a.csv"
    with new_file(path) as file:
        file.write(b"un")
        assert not path.exists()
    assert path.read_bytes() == b"un"
    assert names(tmp_path) == ["a.csv"]


def test_an_existing_one_is_kept_unless_asked(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"un")
    with pytest.raises(OutputError, match=r"a\.csv exists already"), new_file(path):
        pytest.fail("never reached")
    assert path.read_bytes() == b"un"
    with new_file(path, overwrite=True) as file:
        file.write(b"deux")
    assert path.read_bytes() == b"deux"


def write(path, then, **options):
    """Write a file, and do something else before it is whole."""
    with new_file(path, **options) as file:
        file.write(b"deux")
        then()


def fail(error):
    raise error


def test_one_that_came_meanwhile_is_kept(tmp_path):
    path = tmp_path / "a.csv"
    with pytest.raises(OutputError, match="exists already"):
        write(path, lambda: path.write_bytes(b"un"))
    assert path.read_bytes() == b"un"
    assert names(tmp_path) == ["a.csv"]


def test_what_fails_on_the_way_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError):
        write(tmp_path / "a.csv", lambda: fail(ZeroDivisionError))
    assert names(tmp_path) == []


def test_what_fails_on_the_way_keeps_the_old_one(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"un")
    with pytest.raises(KeyboardInterrupt):
        write(path, lambda: fail(KeyboardInterrupt), overwrite=True)
    assert path.read_bytes() == b"un"


@pytest.mark.parametrize("overwrite", [False, True])
def test_folders_and_devices_are_no_files(tmp_path, overwrite):
    with pytest.raises(OutputError, match="is not a file"), new_file(tmp_path, overwrite=overwrite):
        pytest.fail("never reached")


def test_a_missing_folder_is_named(tmp_path):
    path = tmp_path / "b" / "a.csv"
    with pytest.raises(OutputError, match=r"there is no folder .*b; make it"), new_file(path):
        pytest.fail("never reached")


def test_what_a_link_points_to_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "a.csv", tmp_path / "link.csv"
    target.write_bytes(b"un")
    link.symlink_to(target)
    with new_file(link, overwrite=True) as file:
        file.write(b"deux")
    assert link.is_symlink()
    assert target.read_bytes() == b"deux"


@pytest.mark.slow
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path):
    # A limit of the process does as a full disk does: writing fails half-way.
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, tmp_path / "a.csv"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        "a.csv could not be written: File too large; nothing is left of it\n"
    )
    assert names(tmp_path) == []


@pytest.mark.slow
def test_killed_it_leaves_nothing_under_the_name(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, tmp_path / "a.csv"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    (left,) = names(tmp_path)
    assert left.startswith(".searchnews-")
    with new_file(tmp_path / "a.csv") as file:
        file.write(b"un")
    assert (tmp_path / "a.csv").read_bytes() == b"un"
