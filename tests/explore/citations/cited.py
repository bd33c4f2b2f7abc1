"""Articles to cite."""

from searchnews.article import Article

FULL = Article(
    id="messager-2015-0918-7",
    title="« Raids » sur Palmyre\u00a0: 20 % de plus & toujours plus_fort",
    lead="Les avions ont frappé\nla ville.",
    date="2015-09-18T17:42:00+02:00",
    source="Le Messager",
    agency="ATS",
    authors=("Zoé Roy", "Charles de Gaulle"),
    section="Monde",
    url="https://messager.example/monde/été?id=7#haut",
    language="fr-CH",
)
BARE = Article(id="nu")
DISPATCH = Article(id="d1", title="Crue de la Loire", date="1910-01", agency="ATS, AFP")
NASTY = Article(
    id="x\ny",
    title="}{ \\ { % ~ ^ # $ _ <i>\x1b[2J @article{a,",
    date="1631",
    source="L’Écho, {et} fils\r\nER  - ",
    authors=("Agence, France, Presse", "A. and B."),
    section="Arts, lettres",
    url="https://e.example/a{b}c d\\",
)
ALL = (FULL, BARE, DISPATCH, NASTY)
