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
    "cli.usage.french_help write_text: super().write_text(french)":
        "a help, which click's formatter keeps in memory",
    # cli
    "cli _prepare_streams: Path(os.devnull).open('w', encoding='utf-8')":
        "the null device",
    # files that are there whole or not at all
    "durability write_atomically: new.open('wb')":
        "a name that ends with .searchnews-new, in a directory of ours",
    "durability write_atomically: new.replace(path)":
        "a file of ours, in a directory of ours",
    # explore
    "explore.new_file new_file: sibling.open('xb')":
        "a new file under a random name",
    "explore.new_file new_file: sibling.unlink(missing_ok=True)":
        "the same file, where something failed",
    "explore.new_file new_file: sibling.replace(path)":
        "the name that the user chose: free, or to be overwritten as the user asked",
    "explore.exports.xlsx write_xlsx: archive.open(_SHEET, 'w', force_zip64=True)":
        "a member of the archive that is being written",
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
    # sequences
    "sequences.update remove: file.unlink(missing_ok=True)":
        "sequences.db and its log, in the directory of an index: it is damaged and made again",
    # stories
    "stories.update update_stories: file.unlink(missing_ok=True)":
        "stories.db and its log, in the directory of an index: it is damaged and made again",
    # storage
    "storage.lists.folder remove: path.unlink()":
        "the list of the user's that is to be removed, as `searchnews lists remove` asks",
    "storage.lock _held: note.write_text(json.dumps(_self()), encoding='utf-8')":
        "writer.json, saved.json or recognition.json, if it holds what we write there, or nothing",
    "storage.lock _held: note.unlink()":
        "writer.json, saved.json or recognition.json, if it holds what we write there",
    "storage.marker write_marker: layout.marker.open('wb')":
        "the marker, where there is none, or an empty file",
    "storage.replacement _move: source.rename(target)":
        "to where there is nothing",
    "storage.replacement discard: shutil.rmtree(staged.directory)":
        "the staging directory, whose name holds the id of our marker; the user's was moved back",
    "storage.replacement install: new[0].rename(current[0])":
        "a part of a new index, to where there is nothing: the old one was moved",
    "storage.replacement install: staged.description.rename(layout.description)":
        "the description of a new index, to where there is nothing: the old one was moved",
    "storage.cluster.here bring_here: layout.dictionary.unlink(missing_ok=True)":
        "the copy of a dictionary of an index in a cluster, which another one has replaced",
    "storage.cluster.writing is_known: self._layout.unfinished.unlink(missing_ok=True)":
        "unfinished.json, in the directory that this machine has of an index in a cluster",
    # vocabulary
    "vocabulary.database write: path.unlink(missing_ok=True)":
        "vocabulary.db and its log, in the directory of an index: it is damaged and made again",
    # engines
    "engines.tantivy.files clear_leftovers: path.unlink(missing_ok=True)":
        "files named by tantivy, in the directory of an engine, that no commit names",
    "engines.whoosh.files rename_file: super().rename_file(oldname, newname, safe=safe)":
        "a list of segments, to where there is nothing: `safe` refuses to overwrite",
    "engines.whoosh.files clear_leftovers: shutil.rmtree(unfinished, ignore_errors=True)":
        "Whoosh's directory for unfinished segments, in the directory of an engine",
    "engines.whoosh.files clear_leftovers: path.unlink(missing_ok=True)":
        "unfinished lists of segments, in the directory of an engine",
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
