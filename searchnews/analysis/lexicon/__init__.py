"""A French lexicon: the words that a written word may be a form of, and how words are written.

The data, `french.lexicon` and `french.accents`, is made by `scripts/lexicon` from the spelling
dictionary of the Grammalecte project (formerly Dicollecte, https://grammalecte.net), version 7.0,
"toutes variantes", with corrections of our own. As the dictionary it is under the Mozilla Public
License 2.0, whose text is beside it; docs/inflections.md says how to get the dictionary and make it
again.
"""

from searchnews.analysis.lexicon.lexicon import FRENCH as FRENCH
from searchnews.analysis.lexicon.lexicon import Lexicon as Lexicon
from searchnews.analysis.lexicon.lexicon import packed as packed
from searchnews.analysis.lexicon.usual_forms import ACCENTED as ACCENTED
from searchnews.analysis.lexicon.usual_forms import LONGEST as LONGEST
from searchnews.analysis.lexicon.usual_forms import usual_form as usual_form
from searchnews.analysis.lexicon.usual_forms import usual_forms as usual_forms
