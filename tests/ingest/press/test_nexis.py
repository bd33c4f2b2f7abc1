"""What Nexis Uni and LexisNexis export, as documents of Word and as text."""

import pytest
from ingest import samples
from ingest.reading import all_of

from searchnews.ingest.base import Problem

P1 = "Le bac a repris son service entre les deux rives, jeudi, avec trois heures de retard."
P2 = "Les passagers ont attendu sous le hangar que la brume se lève."
SOURCE = "L’Écho du Bac"


@pytest.fixture
def read(tmp_path):
    def read(data, name):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return all_of(path)

    return read


def document(title="Le bac repart", day="8 octobre 2015 jeudi", text=(P1, P2), below=()):
    """The paragraphs of a document of Nexis Uni."""
    return [title, SOURCE, day, f"Copyright 2015 {SOURCE} Tous Droits Réservés",
            "Section: RIVES; Pg. 4", "Length: 312 words", "Byline: Odile Perrot", "Body", *text,
            *below, "Load-Date: October 9, 2015", "End of Document"]  # fmt: skip


COVERS = {
    "English": (
        "User Name: = Odile Perrot", "Date and Time: = lundi 12 octobre 2015 09:31:00 CEST",
        "Job Number: = 00000001", "Documents ({count})",
        ("Client/Matter: -None-", "Search Terms: bac", "Search Type: Natural Language",
         "Narrowed by:", "Content Type", "Narrowed by", "News", "Sources: L’Écho du Bac"),
    ),
    "French": (
        "Nom d'utilisateur: = Odile Perrot", "Date et heure: = lundi 12 octobre 2015 09:31:00",
        "Numéro de tâche: = 00000001", "Documents ({count})",
        ("Client/Dossier: -Aucun-", "Termes de recherche: bac", "Type de recherche: Naturel",
         "Restreint par:"),
    ),
    "German": (
        "Benutzername: = Odile Perrot", "Datum und Uhrzeit: = Montag, 12. Oktober 2015",
        "Auftragsnummer: = 00000001", "Dokumente ({count})",
        ("Client/Mandant: -Kein-", "Suchbegriffe: bac", "Eingegrenzt durch:"),
    ),
}  # fmt: skip


class TestNexisUni:
    @staticmethod
    def cover(language, titles):
        *lines, searched = COVERS[language]
        listed = (
            line for n, title in enumerate(titles, 1) for line in (f"{n}. {title}", *searched)
        )
        return [line.format(count=len(titles)) for line in lines] + list(listed)

    @pytest.mark.parametrize("language", COVERS)
    @pytest.mark.parametrize("count", [1, 3, 60])
    def test_a_file_divides_into_its_documents_without_its_cover(self, read, language, count):
        titles = [f"Le bac repart, acte {n}" for n in range(1, count + 1)]
        paragraphs = [line for title in titles for line in document(title)]
        articles = read(samples.docx([*self.cover(language, titles), *paragraphs]), "a.docx")
        assert [article.title for article in articles] == titles
        assert {(a.source, a.date, a.body) for a in articles} == {
            (SOURCE, "2015-10-08", f"{P1}\n\n{P2}")
        }

    def test_the_titles_of_the_list_may_stand_in_lines_of_their_own(self, read):
        cover = ["User Name: = Odile Perrot", "Documents (1)", "1.", "Le bac repart", "Terms: bac"]
        (article,) = read(samples.docx([*cover, *document()]), "a.docx")
        assert (article.title, article.source) == ("Le bac repart", SOURCE)

    def test_a_title_may_be_cut_in_the_list(self, read):
        cover = [*self.cover("English", ["Le bac…"])]
        (article,) = read(samples.docx([*cover, *document()]), "a.docx")
        assert (article.title, article.source) == ("Le bac repart", SOURCE)

    def test_a_title_may_name_a_day(self, read):
        title = "Le 8 octobre 2015, jour où le bac est reparti après la longue brume de l’automne"
        (article,) = read(samples.docx(document(title, "9 octobre 2015 vendredi")), "a.docx")
        assert (article.title, article.date) == (title, "2015-10-09")

    def test_an_edition_stands_below_the_date(self, read):
        paragraphs = document()
        paragraphs.insert(3, "Édition du Sud")
        (article,) = read(samples.docx(paragraphs), "a.docx")
        assert (article.title, article.source) == ("Le bac repart", SOURCE)
        assert article.extra["edition"] == "Édition du Sud"

    def test_a_paragraph_that_begins_as_a_label_is_text(self, read):
        text = (P1, "Sujet : la brume, encore.", "Auteur : inconnu.", "Update : rien.", P2)
        (article,) = read(samples.docx(document(text=text)), "a.docx")
        assert article.body == "\n\n".join(text)
        assert article.authors == ("Odile Perrot",)

    def test_what_stands_below_the_text_is_not_text(self, read):
        below = ("Classification", "Language: FRENCH; FRANÇAIS", "Publication-Type: Journal",
                 "Subject: BACS (90%); BRUME (80%)", "Graphic: Le bac, jeudi")  # fmt: skip
        (article,) = read(samples.docx(document(below=below)), "a.docx")
        assert article.body == f"{P1}\n\n{P2}"
        assert article.language == "fr"
        assert article.extra == {
            "page": "4", "words": 312, "kind": "Journal", "subjects": ["BACS", "BRUME"],
        }  # fmt: skip

    def test_an_article_whose_beginning_is_like_a_cover_is_one_article(self, read):
        paragraphs = ["Documents (2)", "1. Le bac", "2. La brume", P1, P2]
        (article,) = read(samples.docx(paragraphs), "a.docx")
        assert P1 in article.body


ENGLISH = {"number": "{} of {} DOCUMENTS", "author": "BYLINE", "section": "SECTION",
           "words": "LENGTH: 312 words", "loaded": "LOAD-DATE: 9 octobre 2015",
           "language": "LANGUAGE: FRENCH; FRANÇAIS", "day": "jeudi 8 octobre 2015"}  # fmt: skip
FRENCH = {"number": "Document {} de {}", "author": "AUTEUR", "section": "RUBRIQUE",
          "words": "LONGUEUR: 312 mots", "loaded": "DATE-CHARGEMENT: 9 octobre 2015",
          "language": "LANGUE: FRENCH; FRANÇAIS", "day": "jeudi 8 octobre 2015"}  # fmt: skip
GERMAN = {"number": "Dokument {} von {}", "author": "AUTOR", "section": "RUBRIK",
          "words": "LÄNGE: 312 Wörter", "loaded": "UPDATE: 9. Oktober 2015",
          "language": "SPRACHE: FRENCH; FRANÇAIS", "day": "8. Oktober 2015 Donnerstag"}  # fmt: skip
DUTCH = {"number": "{} van {} DOCUMENTEN", "author": "AUTEUR", "section": "RUBRIEK",
         "words": "LENGTE: 312 woorden", "loaded": "UPDATE: 9 oktober 2015",
         "language": "TAAL: FRENCH; FRANÇAIS", "day": "8 oktober 2015 donderdag"}  # fmt: skip


def text_of(labels, count=2, edition=""):
    documents = "".join(
        f"""
{" " * 31}{labels["number"].format(n, count)}


{" " * 29}{SOURCE}

{" " * 22}{labels["day"]}{edition}

Le bac repart entre les deux rives, et la brume
se lève, acte {n}

{labels["author"]}: Odile Perrot

{labels["section"]}: RIVES; Pg. 4

{labels["words"]}


Le bac a repris son service entre les deux rives, jeudi, avec trois
heures de retard.

{P2}

{labels["loaded"]}

{labels["language"]}
PUBLICATION-TYPE: Journal

{" " * 22}Copyright 2015 {SOURCE}
{" " * 28}tous droits réservés

"""
        for n in range(1, count + 1)
    )
    return f"Download Request: Selected Items: 1-{count}\nTerms: bac\n\n{documents}"


@pytest.mark.parametrize("labels", [ENGLISH, FRENCH, GERMAN], ids=["English", "French", "German"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_text_divides_into_its_documents(read, labels, line_end):
    articles = read(text_of(labels, 3).replace("\n", line_end), "export.TXT")
    assert [article.title for article in articles] == [
        f"Le bac repart entre les deux rives, et la brume se lève, acte {n}" for n in (1, 2, 3)
    ]
    article = articles[0]
    assert (article.date, article.source, article.section) == ("2015-10-08", SOURCE, "RIVES")
    assert (article.authors, article.language) == (("Odile Perrot",), "fr")
    assert article.body == f"{P1}\n\n{P2}"
    assert article.extra == {"page": "4", "words": 312, "kind": "Journal"}


def test_text_in_dutch(read):
    first, second = read(text_of(DUTCH), "export.txt")
    assert (first.date, first.source, first.body) == ("2015-10-08", SOURCE, f"{P1}\n\n{P2}")
    assert second.extra["words"] == 312


def test_the_edition_stands_below_the_date(read):
    first, _ = read(text_of(ENGLISH, edition=f"\n{' ' * 30}Édition 1;\n{' ' * 30}Sud"), "a.txt")
    assert (first.date, first.extra["edition"]) == ("2015-10-08", "Édition 1; Sud")


def test_documents_of_nexis_uni_saved_as_text(read):
    text = "\n\n".join([*document(), *document("La brume se lève")])
    articles = read(text, "export.txt")
    assert [(a.title, a.source) for a in articles] == [
        ("Le bac repart", SOURCE), ("La brume se lève", SOURCE),
    ]  # fmt: skip


def test_a_document_without_text_is_named(read):
    empty = text_of(ENGLISH).replace("2 of 2 DOCUMENTS", "2 of 3 DOCUMENTS\n\n3 of 3 DOCUMENTS")
    items = read(empty, "export.txt")
    assert len([item for item in items if not isinstance(item, Problem)]) == 2


def test_a_text_that_speaks_of_documents_is_an_article(read):
    (article,) = read(f"Le bac repart\n\n1 of 2 DOCUMENTS\n\n{P1}\n\n{P2}\n", "a.txt")
    assert article.title == "Le bac repart"
