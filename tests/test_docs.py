"""What the documents name exists, and what exists is named where a newcomer looks for it."""

import re
from importlib.util import find_spec

import pytest
from source import PACKAGE, ROOT

DOCUMENTS = [
    *(
        ROOT / name
        for name in (
            "README.md",
            "LISEZMOI.md",
            "ARCHITECTURE.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
        )
    ),
    *sorted((ROOT / "docs").glob("*.md")),
]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

FOLDERS = sorted(
    str(path.parent.relative_to(PACKAGE)) + "/" for path in PACKAGE.rglob("*/__init__.py")
)
# A path of the project, in backquotes: `query/plan.py`, `docs/speed.md`, `searchnews/ingest/`.
PATH = re.compile(r"`((?:[\w.-]+/)*(?:[\w-]+\.(?:py|md|toml|json|sh)|[\w-]+/))`")
# Files of an index, not of the project.
OF_AN_INDEX = {"index.json", "engine/"}


def each_document(pattern):
    return [
        pytest.param(path, named, id=f"{path.name}: {named}")
        for path in DOCUMENTS
        for named in sorted(set(re.findall(pattern, path.read_text(encoding="utf-8"))))
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_architecture_names_every_folder(folder):
    assert f"`{folder}`" in ARCHITECTURE


@pytest.mark.parametrize("mark", ["<<<<<<<", ">>>>>>>"])
def test_no_document_holds_two_versions_of_a_line(mark):
    """As an unfinished merge leaves it; of programs the linter tells."""
    texts = [*DOCUMENTS, *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("*.catalogue")]
    found = [path for path in texts if f"\n{mark} " in path.read_text(encoding="utf-8")]
    assert found == []


@pytest.mark.parametrize(("document", "path"), each_document(PATH))
def test_every_file_that_a_document_names_exists(document, path):
    assert path in OF_AN_INDEX or (ROOT / path).exists() or (PACKAGE / path).exists()


@pytest.mark.parametrize(("document", "target"), each_document(r"\]\(([^)#]+)\)"))
def test_every_link_between_documents_leads_somewhere(document, target):
    assert target.startswith("https://") or (document.parent / target).exists()


@pytest.mark.parametrize(("document", "module"), each_document(r"python -m (scripts[\w.]+)"))
def test_every_script_that_a_document_runs_exists(document, module):
    assert find_spec(module) is not None


@pytest.mark.parametrize(("document", "path"), each_document(r"(?:python |\./)(scripts/[\w./-]+)"))
def test_every_script_that_a_document_calls_by_its_path_exists(document, path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize(
    "name",
    [
        "FORMAT",
        "ANALYSIS_VERSION",
        "KEYS_VERSION",
        "COPIES_VERSION",
        "STORIES_VERSION",
        "SEQUENCES_VERSION",
        "READING_VERSION",
    ],
)
def test_the_architecture_names_the_versions_that_there_are(name):
    defined = re.compile(rf"^{name}: Final = \d+$", re.MULTILINE)
    assert f"`{name}`" in ARCHITECTURE
    assert any(defined.search(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
