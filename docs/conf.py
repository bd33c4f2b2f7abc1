"""How Sphinx makes the site of a language: `scripts/site` runs it once for each."""

from searchnews.version import VERSION

project = "searchnews"
author = "The searchnews authors"
copyright = "The searchnews authors"  # noqa: A001 - Sphinx's own name
version = release = VERSION

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"searchnews {VERSION}"
html_copy_source = False
html_show_sphinx = False


myst_heading_anchors = 3
# The docstrings are Markdown as far as that goes: types stand in the signatures.
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
default_role = "code"
nitpicky = False
# The notes are files of the project, which link to each other by their places there.
suppress_warnings = ["myst.xref_missing", "myst.header"]
