"""From the text of a page to the article in it."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.work import calls_of

from searchnews.ingest.cleaning.clean import Cleaned, clean

FIRST = (
    "La rivière est montée de deux mètres dans la nuit, et les habitants du quartier bas "
    "ont passé la matinée à vider leurs caves, selon la mairie."
)
SECOND = (
    "Aucune victime n'est à déplorer, mais trois écoles resteront fermées jusqu'à lundi, a "
    "précisé la préfecture dans un communiqué."
)
BODY = f"{FIRST}\n\n{SECOND}"
TITLE = "La crue surprend le quartier bas de Millau"


def page(*parts):
    return "\n\n".join(parts)


def test_reads_a_scraped_page():
    text = textwrap.dedent(
        f"""\
        Accueil > Régions > La crue
        {TITLE}
        {TITLE}

        Publié le vendredi 6 novembre 2015 à 17h42 - Mis à jour le 7 novembre 2015
        Par Jeanne Martin et Luc de Wit
        Partager
        Facebook
        Photo: Keystone

        {FIRST}

        À lire aussi : Les crues du siècle en dix dates

        Un pont emporté

        Publicité

        {SECOND}

        (ats/afp)
        Partager Tweeter Envoyer par e-mail
        Sur le même sujet
        Orages : le Gard en vigilance orange
        Vendanges : une année à oublier
        Météo
        Restez informé
        Pour ne rien manquer, inscrivez-vous à notre newsletter et recevez nos articles le soir.
        © 2015 Le Journal du Causse. Tous droits réservés
        """
    )
    cleaned = clean(text)
    assert cleaned.title == TITLE
    assert cleaned.body == f"{FIRST}\n\nUn pont emporté\n\n{SECOND}"
    assert cleaned.date == "2015-11-06T17:42"
    assert cleaned.authors == ("Jeanne Martin", "Luc de Wit")
    assert cleaned.agency == "ATS, AFP"
    assert cleaned.section == "Régions"
    assert cleaned.credit == "Keystone"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("/ATS", "ATS"),
        ("(AFP)", "AFP"),
        ("(ats/afp)", "ATS, AFP"),
        ("ATS, AFP et Reuters", "ATS, AFP, Reuters"),
        ("(avec AFP)", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("La Presse Canadienne", "La Presse Canadienne"),
        ("Source : Belga", "Belga"),
        ("© 2015 AFP", "AFP"),
    ],
)
def test_takes_the_signature_of_an_agency(line, agency):
    cleaned = clean(page(TITLE, BODY, line))
    assert (cleaned.agency, cleaned.body) == (agency, BODY)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("L'AFP a trente bureaux en Asie.", id="a-sentence"),
        pytest.param("MAP", id="initials-of-other-things"),
        pytest.param("La PAP, les SI et le TAP", id="several-of-them"),
    ],
)
def test_leaves_what_only_looks_like_a_signature(line):
    cleaned = clean(page(TITLE, BODY, line))
    assert (cleaned.agency, cleaned.body) == (None, page(BODY, line))


@pytest.mark.parametrize(
    ("beginning", "agency", "date"),
    [
        ("PARIS, 18 sept 2015 (AFP) - ", "AFP", "2015-09-18"),
        ("Berne (ats) ", "ATS", None),
        ("Genève, 18 sept (ATS) - ", "ATS", None),
        ("BRUXELLES (Reuters) - ", "Reuters", None),
        ("La ville (AFP) ", None, None),
    ],
)
def test_reads_a_dateline_and_leaves_it(beginning, agency, date):
    body = page(beginning + FIRST, SECOND)
    cleaned = clean(page(TITLE, body))
    assert (cleaned.agency, cleaned.date, cleaned.body) == (agency, date, body)


def test_reads_a_signature_at_the_end_of_a_paragraph_and_leaves_it():
    cleaned = clean(page(TITLE, f"{BODY} (AFP)"))
    assert (cleaned.agency, cleaned.body) == ("AFP", f"{BODY} (AFP)")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo: Keystone", "Keystone"),
        ("Crédit photo : Zoé Roy", "Zoé Roy"),
        ("© Keystone / Jean Dupont", "Keystone / Jean Dupont"),
        ("(Photo AFP)", "AFP"),
        ("Photo d'illustration : Luc Martin", "Luc Martin"),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_takes_a_credit_above_and_inside_the_text(line, credit, above):
    cleaned = clean(page(TITLE, line, BODY) if above else page(TITLE, FIRST, line, SECOND))
    assert (cleaned.credit, cleaned.body) == (credit, BODY)


def test_leaves_a_caption():
    caption = "Photo : le pont de Millau pendant la crue"
    cleaned = clean(page(TITLE, FIRST, caption, SECOND))
    assert (cleaned.credit, cleaned.body) == (None, page(FIRST, caption, SECOND))


@pytest.mark.parametrize(
    ("line", "date", "authors"),
    [
        ("Publié le 18 septembre 2015 à 17h42", "2015-09-18T17:42", ()),
        ("18.09.2015", "2015-09-18", ()),
        ("18/09/2015 - 17:42", "2015-09-18T17:42", ()),
        ("Vendredi 18 septembre 2015", "2015-09-18", ()),
        ("Mis en ligne le 18/09/2015, mis à jour le 20/09/2015", "2015-09-18", ()),
        ("Par Zoé Roy, le 18.09.2015", "2015-09-18", ("Zoé Roy",)),
        ("Zoé Roy | 18.09.2015", "2015-09-18", ("Zoé Roy",)),
        ("Mis à jour le 20 septembre 2015", None, ()),
        ("Publié il y a 3 heures", None, ()),
        ("Propos recueillis par Zoé Roy", None, ("Zoé Roy",)),
        ("Par Zoé Roy, envoyée spéciale à Kiev", None, ("Zoé Roy",)),
        ("Par Zoé Roy et Luc d'Or, à Kiev", None, ("Zoé Roy", "Luc d'Or")),
        ("Mis à jour le 20/09/2015 à 8h, publié le 18/09/2015 à 10h", "2015-09-18T10:00", ()),
    ],
)
def test_takes_dates_and_bylines(line, date, authors):
    cleaned = clean(page(TITLE, line, BODY))
    assert (cleaned.date, cleaned.authors, cleaned.body) == (date, authors, BODY)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Le maire a été élu le 18 septembre 2015", id="a-date-in-a-headline"),
        pytest.param("Millau, 18 septembre 2015", id="a-place-and-a-date"),
        pytest.param("Publié le 45/13/2015", id="no-date"),
        pytest.param("Publié en 2015", id="only-a-year"),
        pytest.param("Par amour de la rivière", id="not-a-byline"),
    ],
)
def test_guesses_no_dates_and_no_authors(line):
    cleaned = clean(page(TITLE, FIRST, line, SECOND))
    assert (cleaned.date, cleaned.authors, cleaned.body) == (None, (), page(FIRST, line, SECOND))


@pytest.mark.parametrize(
    "furniture",
    [
        "Partager",
        "Partager sur Facebook",
        "Partager\nTwitter\nLinkedIn\nWhatsApp",
        "Facebook Twitter WhatsApp Messenger",
        "Partager\nLink\nMétéo\nRestez informé",
        "Lire aussi",
        "Lire aussi Orages : le Gard en alerte",
        "Sur le même sujet\nOrages : le Gard en alerte\nLe pont rouvre",
        "Les plus lus\n1\nOrages : le Gard en alerte",
        "Vos commentaires",
        "Newsletter",
        "Abonnez-vous à notre newsletter pour ne rien manquer de l'actualité du Causse.",
        "Nous et nos 812 partenaires utilisons des cookies et d'autres traceurs pour vous.",
        "Ce site utilise des cookies pour améliorer votre expérience et mesurer son audience.",
        "Déjà abonné ? Connectez-vous",
        "Vous voulez communiquer un renseignement ou vous avez repéré une erreur ?",
        "Tous droits réservés",
        "Mots-clés : crue, Millau, Tarn",
    ],
)
@pytest.mark.parametrize("body", [BODY, FIRST])
def test_takes_furniture_after_the_text(body, furniture):
    assert clean(page(TITLE, body, furniture)).body == body


@pytest.mark.parametrize(
    "furniture",
    [
        "Publicité",
        "La suite après cette publicité",
        "À LIRE AUSSI : Orages, le Gard en alerte",
        "Lire aussi | Orages, le Gard en alerte",
        "Cet article est réservé aux abonnés",
        "Facebook Twitter WhatsApp",
    ],
)
def test_takes_furniture_between_paragraphs(furniture):
    assert clean(page(TITLE, FIRST, furniture, SECOND)).body == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Partager",
        "Newsletters",
        "Météo",
        "Inscrivez-vous à notre newsletter, supplient désormais tous les sites.",
        "Lire aussi Bourdieu sur ce point.",
        "Les cookies du grand-père",
        "La publicité en question",
        "Archives",
    ],
)
def test_keeps_between_paragraphs_what_may_be_a_subhead_or_a_sentence(line):
    assert clean(page(TITLE, FIRST, line, SECOND)).body == page(FIRST, line, SECOND)


def test_an_article_about_newsletters_keeps_its_newsletters():
    body = page(
        "Les newsletters se multiplient : chaque journal veut la sienne, et les lecteurs "
        "s'inscrivent à dix d'entre elles sans jamais les ouvrir.",
        "Newsletters",
        "« Inscrivez-vous à notre newsletter et recevez chaque soir toutes les nouvelles », "
        "lit-on partout au bas des pages, après la météo et les boutons pour partager.",
        "Abonnez-vous, partagez, commentez : la recette n'a pas changé depuis dix ans.",
        "Il en existe mille.",
    )
    cleaned = clean(page("Newsletters", body))
    assert (cleaned.title, cleaned.body) == ("Newsletters", body)


def test_keeps_a_last_subhead_and_its_short_sentence():
    body = page(BODY, "Partager", "Il a été relâché hier soir.")
    assert clean(page(TITLE, body)).body == body


def test_keeps_a_lone_last_word():
    assert clean(page(TITLE, BODY, "Archives")).body == page(BODY, "Archives")


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        pytest.param("Une seule ligne", None, "Une seule ligne", id="one-line"),
        pytest.param(BODY, None, BODY, id="paragraphs-only"),
        pytest.param(page(TITLE, BODY), TITLE, BODY, id="title"),
        pytest.param(f"{TITLE}\n{FIRST}\n{SECOND}", TITLE, f"{FIRST}\n{SECOND}", id="tight"),
        pytest.param(page(TITLE, TITLE), TITLE, "", id="title-twice-and-nothing-else"),
        pytest.param("Partager\nMétéo", None, "Partager\nMétéo", id="furniture-only"),
        pytest.param(
            page("Que reste-t-il, trente ans après, de l'usine de gants de Millau ?", BODY),
            "Que reste-t-il, trente ans après, de l'usine de gants de Millau ?",
            BODY,
            id="question-as-title",
        ),
        pytest.param(page("x" * 100_000, BODY), None, page("x" * 100_000, BODY), id="long-line"),
    ],
)
def test_finds_the_title_or_loses_nothing(text, title, body):
    cleaned = clean(text)
    assert (cleaned.title, cleaned.body) == (title, body)


@pytest.mark.parametrize("width", [50, 72, 80, 100])
def test_text_broken_to_a_width_stays_whole(width):
    body = page(textwrap.fill(FIRST, width), textwrap.fill(SECOND, width))
    assert clean(body) == clean(body)._replace(title=None, body=body)
    assert clean(page(TITLE, body)).body == body
    assert clean(page(TITLE, body)).title == TITLE


def test_keeps_the_lines_and_gaps_of_the_text():
    body = f"{FIRST}\n\n\n    Un vers,\n    puis un autre.\n\n{SECOND}"
    assert clean(page(TITLE, body)).body == body


def test_a_removed_line_leaves_one_gap():
    text = f"{TITLE}\n\n{FIRST}\n\n\nPublicité\n\n\n{SECOND}\nPublicité\n\n{FIRST}"
    assert clean(text).body == f"{FIRST}\n\n\n{SECOND}\n\n{FIRST}"


LINES = [FIRST, SECOND, TITLE, "Partager", "/ATS", "Météo", "Publicité", ""]


@given(st.lists(st.sampled_from(LINES)))
def test_no_paragraph_is_ever_lost(lines):
    cleaned = clean("\n".join(lines))
    left = {cleaned.title, *cleaned.body.split("\n")}
    assert {FIRST, SECOND} & left == {FIRST, SECOND} & set(lines)


@given(st.text())
def test_any_text_is_cleaned_without_adding_anything(text):
    cleaned = clean(text)
    assert cleaned.body in text or "\n" in text
    assert bool(cleaned.body or cleaned.title) == bool(text.strip())


PIECES = {
    "short-lines": "Un vers court,\n",
    "one-line": "mot ",
    "dots": ".",
    "spaces": " ",
    "blank-lines": " \n",
    "paragraphs": f"{FIRST}\n\n",
    "broken-paragraphs": f"{FIRST[:60]}\n{FIRST[60:]}\n\n",
    "titles": f"{TITLE}\n\n",
    "furniture": "Partager\n",
    "dates": "Publié le 18 septembre 2015 à 17h42\n",
    "credits": "Photo: Keystone / Jeanne Martin / AFP\n",
    "paths": "Accueil > Monde > Afrique\n",
    "agencies": "AFP, ATS / Reuters\n",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("before", ["", f"{TITLE}\n\n{FIRST}\n\n"], ids=["alone", "below"])
def test_twice_the_text_is_twice_the_work(piece, before):
    one, two = (calls_of(clean, before + piece * number) for number in (1000, 2000))
    assert two <= 2.1 * one + 100


def test_what_has_too_many_lines_is_no_page_and_left_as_it_is():
    text = "Partager\n" * 100_001
    assert clean(text) == Cleaned(None, text.strip())
    assert calls_of(clean, text) < 10
