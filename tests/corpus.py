"""A few articles, written to be searched; tests name what each of them is for."""

from searchnews.article import Article
from searchnews.indexing.documents import documents_of

ARTICLES = [
    Article(
        id="palmyre",
        title="La Syrie intensifie ses raids sur Palmyre",
        body="L'aviation syrienne a mené vendredi 25 frappes aériennes sur le secteur de Palmyre, "
        "tenu par les djihadistes. Des chasseurs-bombardiers ont frappé plusieurs quartiers.\n\n"
        "Le groupe Etat islamique (EI) n'a pas réagi.\n\n"
        "Moscou\n\n"
        "Le ministre russe de la Défense, Sergueï Choïgou, a proposé une aide, a-t-on déclaré à "
        "Reuters. La branche syrienne d'Al-Qaïda s'est dite prête à négocier.",
        date="2015-09-18",
        agency="ATS",
        section="Monde",
    ),
    Article(
        id="idleb",
        title="Idleb : une trêve fragile",
        body="Al-Qaida et ses alliés tiennent toujours la région. Plus de 12 000 civils ont fui "
        "les frappes. L’ONG dénombre 3,5 % de maisons intactes.",
        date="2015-09",
        source="Le Temps",
        authors=("Jeanne Martin", "Luc de Wit"),
    ),
    Article(
        id="greve",
        title="La grève frappe les transports",
        body="La C.G.T. appelle à la grève. Un conducteur frappe à la porte du dépôt à 20h30. "
        "Les auteur·rice·s du tract demandent une prime de 1 500 euros.",
        date="2016-03-31",
        source="Le Courrier de l'Ouest",
        section="Économie",
    ),
    Article(
        id="nee",
        title="Née à Rakka",
        body="Elle est née à Rakka, elle a grandi à Lyon. Il ne reste rien de sa maison.",
        date="2017",
        source="La Gazette",
    ),
    Article(
        id="archive",
        title="Mobilisation générale",
        body="La mobilisation est décrétée aujourd'hui. Les trains sont pris d'assaut.",
        date="1914-08-02",
        source="Le Courrier de l'Ouest",
    ),
    Article(
        id="directoire",
        title="Directoire",
        body="Le Directoire exécutif arrête ce qui suit.",
        date="1798",
    ),
    Article(
        id="sans-date",
        body="Un texte sans titre, sans date et sans source, sur la newsletter d'un musée.",
    ),
    Article(
        id="html",
        title="Le <b>code</b> & la presse",
        body="Le mot <script>alert(1)</script> s'affiche tel quel. Le code reste du texte.",
        date="2020-01-01",
        source="La Gazette",
    ),
]


def document_of(article, stored=None, number=1):
    """An article as engines take it, with these bytes stored, or its JSON."""
    ((document, _),) = documents_of([article], [number], lambda: [stored or article.to_json()])
    return document
