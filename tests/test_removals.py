"""Nothing of the user's is ever removed, moved or overwritten.

Every statement that could do so is listed here with the reason why what it touches is only ever
ours. A statement that is not listed fails the test: think about what else could be at its path,
then list it.
"""

import ast

import pytest
from source import MODULES

# "module function: statement" -> why it is only ever ours.
ONLY_OURS = {
    # cli
    "cli _prepare_streams: Path(os.devnull).open('w', encoding='utf-8')":
        "the null device",
    # copies
    "copies.layout _remove: path.unlink(missing_ok=True)":
        "copies.db and numbered segments, in the folder of copies of an index",
    "copies.segments write_segment: new.open('wb')":
        "a numbered segment.new, in the folder of copies of an index",
    "copies.segments write_segment: new.replace(path)":
        "a numbered segment, in the folder of copies of an index",
    "copies.update compare_new: path.replace(self._next_path())":
        "a numbered segment, in the folder of copies of an index",
    "copies.update compare_new: path.unlink()":
        "a numbered segment that waits, in the folder of copies of an index",
    # storage
    "storage.layout create_directory: shutil.rmtree(layout.directory, ignore_errors=True)":
        "a directory with nothing but what an interrupted creation leaves",
    "storage.layout write_atomically: new.open('w', encoding='utf-8')":
        "index.json.new, in the directory of an index",
    "storage.layout write_atomically: new.replace(path)":
        "index.json, in the directory of an index",
    "storage.layout _finish_replacement: finished.directory.rename(layout.directory)":
        "an index, to where there is nothing",
    "storage.lock writer_lock: layout.writer.write_text(json.dumps(_self()), encoding='utf-8')":
        "writer.json, in the directory of an index",
    "storage.lock writer_lock: layout.writer.unlink()":
        "writer.json, in the directory of an index",
    # indexing
    "indexing.rebuild rebuild: shutil.rmtree(new.directory, ignore_errors=True)":
        "what an interrupted rebuild left next to the index",
    "indexing.rebuild _replace: shutil.rmtree(old.directory, ignore_errors=True)":
        "the index that was replaced",
    "indexing.rebuild _replace: layout.directory.rename(old.directory)":
        "the index that is replaced, to where there is nothing",
    "indexing.rebuild _replace: new.directory.rename(layout.directory)":
        "the new index, to where there is nothing",
    # engines
    "engines.packing _write: new.open('wb')":
        "articles.dictionary.new, in the directory of an engine",
    "engines.packing _write: new.replace(path)":
        "articles.dictionary, in the directory of an engine, which is written once",
    "engines.whoosh.files write_checksums: new.write_text(json.dumps(checksums, indent=0))":
        "checksums.json.new, in the directory of an engine",
    "engines.whoosh.files write_checksums: new.replace(directory / CHECKSUMS)":
        "checksums.json, in the directory of an engine",
}  # fmt: skip

REMOVING = {
    "delete_file", "ftruncate", "move", "removedirs", "rename", "rename_file", "renames", "rmdir",
    "rmtree", "truncate", "unlink", "write_bytes", "write_text",
}  # fmt: skip
# Other things than files have these too; they are told apart by their arguments.
AMBIGUOUS = {"open", "remove", "replace"}


def removals(node, function="", *, is_called=False):
    """Every expression under a node that may remove, move or overwrite a file."""
    if isinstance(node, ast.FunctionDef):
        function = node.name
    if may_remove(node, is_called=is_called):
        yield f"{function}: {ast.unparse(node)}"
    for child in ast.iter_child_nodes(node):
        called = isinstance(node, ast.Call) and child is node.func
        yield from removals(child, function, is_called=called)


def may_remove(node, *, is_called):
    """Whether an expression does so itself; `is_called` if it is the function of a call."""
    if isinstance(node, ast.Attribute):  # passed on, as in `stack.callback(path.unlink)`
        return node.attr in REMOVING and not is_called
    if not isinstance(node, ast.Call):
        return False
    owner, _, name = ast.unparse(node.func).rpartition(".")
    if name in REMOVING and owner:
        return True
    if name == "replace":  # str.replace has two arguments, and datetime.replace names them
        return owner == "os" or (len(node.args) == 1 and not node.keywords)
    if name == "remove":
        return owner == "os"
    modes = [*node.args, *(word.value for word in node.keywords if word.arg == "mode")]
    return name == "open" and any(
        isinstance(mode, ast.Constant) and set("wax+") & set(str(mode.value)) for mode in modes
    )


def test_every_removal_is_of_what_is_ours():
    found = {
        f"{module} {removal}" for module, syntax in MODULES.items() for removal in removals(syntax)
    }
    assert sorted(found - ONLY_OURS.keys()) == [], "list it with the reason why it is only ours"
    assert sorted(ONLY_OURS.keys() - found) == [], "no longer in the code"


def test_functions_of_os_and_shutil_are_called_by_the_name_of_their_module():
    """So that the test above sees them."""
    hidden = [
        f"{module}: {alias.name}"
        for module, syntax in MODULES.items()
        for node in ast.walk(syntax)
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "shutil")
        for alias in node.names
        if alias.name in REMOVING | AMBIGUOUS
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("statement", "is_seen"),
    [
        ("path.unlink()", True),
        ("stack.callback(path.unlink)", True),
        ("os.remove(path)", True),
        ("os.replace(new, path)", True),
        ("new.replace(path)", True),
        ("shutil.rmtree(path, ignore_errors=True)", True),
        ("open(path, 'w')", True),
        ("path.open('wb')", True),
        ("path.open(mode='r+')", True),
        ("path.write_text(text)", True),
        ("text.replace('œ', 'oe')", False),
        ("day.replace(year=2015)", False),
        ("names.remove('ATS')", False),
        ("path.open()", False),
        ("path.open('rb')", False),
        ("open(path)", False),
    ],
)
def test_what_counts_as_a_removal(statement, is_seen):
    assert bool(list(removals(ast.parse(statement)))) == is_seen
