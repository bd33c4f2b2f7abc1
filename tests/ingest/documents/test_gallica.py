"""Documents of Gallica."""

import pytest
from ingest import samples
from ingest.reading import all_of

from searchnews.errors import UnreadableFileError

P1 = "Le bac a repris son service entre les deux rives, jeudi, avec trois heures de retard."
P2 = "Les passagers ont attendu sous le hangar que la brume se lève."
NOTICE = {
    "Titre": "L'Écho du Bac (Rives. 1871) : journal du soir",
    "Éditeur": "[s.n.] (Rives)",
    "Date d'édition": "1915-10-08",
    "Contributeur": "Perrot, Odile (1870-1940). Directeur de publication",
    "Type": "texte,publication en série imprimée",
    "Langue": "français",
    "Identifiant": ' <a href="https://gallica.bnf.fr/ark:/12148/bpt6k42">ark:/12148/bpt6k42</a>',
    "Source": "Bibliothèque nationale de France",
    "Date de mise en ligne": "15/10/2007",
}
OCR = (
    "Le texte affiché peut comporter un certain nombre d'erreurs. En effet, le mode texte de ce "
    "document a été généré de façon automatique. Le taux de reconnaissance estimé pour ce document "
    "est de 97,5%."
)
BODY = ("L'ÉCHO DU BAC", "Vendredi 8 Octobre 1915", P1, P2)


def page(notice=NOTICE, ocr=OCR, body=BODY):
    lines = "".join(f"<p><strong>{name} : </strong>{value}</p>" for name, value in notice.items())
    text = "".join(f"<p>{each}</p>" for each in body)
    ocr = f"<p>{ocr}<br/><a href='/ocr'>En savoir plus sur l'OCR</a></p><hr/>" if ocr else ""
    return f"""<!DOCTYPE html><html><head><title>L'Écho du Bac</title></head><body>
<p>Rappel de votre demande:</p><hr/><p>Format de téléchargement: : <strong>Texte</strong></p>
<p>Vues <strong>1</strong> à <strong>4</strong> sur <strong>4</strong></p><hr/>
<p>Notice complète:</p><hr/>{lines}<hr/>{ocr}{text}</body></html>"""


@pytest.fixture
def read(tmp_path):
    def read(data, name="bpt6k42.texteBrut"):
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return all_of(tmp_path / name)

    return read


def test_the_notice_gives_the_fields_and_is_not_text(read):
    (article,) = read(page())
    assert (article.date, article.source) == ("1915-10-08", "L'Écho du Bac")
    assert (article.title, article.authors, article.language) == (None, (), "fr")
    assert article.url == "https://gallica.bnf.fr/ark:/12148/bpt6k42"
    assert article.extra == {"confidence": 0.97}
    assert article.body == "\n\n".join(BODY)


@pytest.mark.parametrize(
    ("date", "expected"),
    [("1915", "1915"), ("1915-10", "1915-10"), ("[1915?]", None), (None, None)],
)
def test_a_date_is_no_more_precise_than_the_notice(read, date, expected):
    notice = {name: value for name, value in NOTICE.items() if name != "Date d'édition"}
    (article,) = read(page(notice | ({"Date d'édition": date} if date else {})))
    assert article.date == expected


def test_a_book_has_a_title_and_an_author(read):
    notice = NOTICE | {"Titre": "Le bac / par O. Perrot", "Type": "texte,monographie imprimée",
                       "Auteur": "Perrot, Odile (1870-1940). Auteur du texte"}  # fmt: skip
    (article,) = read(page(notice))
    assert (article.title, article.authors, article.source) == ("Le bac", ("Perrot, Odile",), None)


def test_without_a_rate_the_text_begins_below_the_notice(read):
    (article,) = read(page(ocr=""))
    assert article.body == "\n\n".join(BODY)
    assert article.extra == {}


def test_a_page_may_have_been_saved_as_text(read):
    lines = [f"{name} : {value}" for name, value in NOTICE.items() if name != "Identifiant"]
    text = "\n\n".join(
        ["Rappel de votre demande:", "Notice complète:", *lines, OCR, "En savoir plus sur l'OCR",
         *BODY]
    )  # fmt: skip
    (article,) = read(text, "bac.txt")
    assert (article.date, article.source) == ("1915-10-08", "L'Écho du Bac")
    assert article.body == "\n\n".join(BODY)


def test_a_document_without_text_is_named(read):
    with pytest.raises(UnreadableFileError, match="that was not recognised"):
        read(page(body=()))


STAMP = "Source gallica.bnf.fr / Bibliothèque nationale de France"
COVERS = [
    ["L'Écho du Bac (Rives. 1871)", "", STAMP],
    [
        "L'Écho du Bac (Rives. 1871). 1915/10/08.",
        "",
        "1/ Les contenus accessibles sur le site Gallica sont pour la plupart des reproductions",
        "numériques d'oeuvres tombées dans le domaine public. Leur réutilisation s'inscrit dans le",
        "cadre de la loi n°78-753 du 17 juillet 1978.",
        "7/ Pour obtenir un document de Gallica en haute définition, contacter la bibliothèque.",
    ],
]


def test_the_covers_of_a_pdf_are_not_text(read):
    (article,) = read(samples.pdf([*COVERS, [P1, STAMP], [P2, STAMP]]), "bpt6k42.pdf")
    assert (article.date, article.source, article.title) == ("1915-10-08", "L'Écho du Bac", None)
    assert P1 in article.body
    assert P2 in article.body
    for notice in ("Gallica", "gallica", "1978", "7/"):
        assert notice not in article.body


def test_a_cover_may_be_one_page(read):
    cover = [*COVERS[0][:1], "08/10/1915", *COVERS[1][2:], STAMP]
    (article,) = read(samples.pdf([cover, [P1, P2]]), "bpt6k42.pdf")
    assert (article.date, article.source) == ("1915-10-08", "L'Écho du Bac")
    assert article.body.startswith(P1[:40])


def test_scans_without_text_are_named(read):
    with pytest.raises(UnreadableFileError, match="without a text layer"):
        read(samples.pdf([*COVERS, [STAMP], []]), "bpt6k42.pdf")


def test_an_article_about_gallica_is_an_article(read):
    (article,) = read(samples.pdf([["Gallica", "", P1, "Source gallica.bnf.fr", P2]]), "a.pdf")
    assert "gallica.bnf.fr" in article.body
