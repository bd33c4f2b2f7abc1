"""Invented dispatches, and an index of them in memory."""

from contextlib import closing
from dataclasses import dataclass, field

import numpy as np

from searchnews.analysis.bulk.cut import words_of_each
from searchnews.copies.groups import Groups
from searchnews.copies.source import FoldedText
from searchnews.copies.update import update_copies

FIRE = """Un incendie s'est déclaré mardi soir dans un entrepôt de la zone portuaire de Vernoy, a
indiqué la préfecture, qui a fait évacuer une soixantaine d'habitants des rues voisines.

Le feu a pris vers 21h30 dans un hangar où étaient stockées des palettes de bois, selon
les pompiers. Quelque 80 hommes et une vingtaine d'engins ont été mobilisés toute la nuit
pour empêcher les flammes de gagner une cuve d'hydrocarbures située à moins de cent
mètres.

"La fumée était visible à quinze kilomètres, je n'avais jamais vu cela", a raconté à
l'agence Josiane Terrasson, qui tient un café sur le quai des Chalutiers. Sa rue est
restée fermée jusqu'au matin.

Le parquet de Vernoy a ouvert une enquête pour déterminer l'origine du sinistre. Aucun
blessé n'est à déplorer, a précisé le commandant Hervé Maudoux, qui dirigeait les secours."""

FIRE_BACKGROUND = """

En 2009, un autre entrepôt de la même zone portuaire avait brûlé pendant trois jours, sans
faire de victime. Le gérant de la société propriétaire, condamné deux ans plus tard pour
avoir stocké des solvants sans autorisation, avait toujours nié avoir eu connaissance du
danger. Les riverains, réunis en collectif, réclament depuis le déménagement des activités
les plus dangereuses vers le nouveau port."""

REVISED_FIRE = (
    """L'incendie d'un entrepôt de la zone portuaire de Vernoy était maîtrisé mercredi matin, a
annoncé la préfecture, et les habitants évacués ont pu rentrer chez eux."""
    + FIRE[FIRE.index("\n\n") :].replace("80 hommes", "110 hommes")
    + """

Les écoles du quartier resteront fermées jusqu'à vendredi, le temps d'analyser les
retombées de suie dans les cours de récréation, a décidé la mairie."""
)

CUT_FIRE = "\n\n".join(FIRE.split("\n\n")[:3])

FOLLOW_UP = (
    """Le collectif des riverains du port de Vernoy a déposé plainte contre X, deux semaines
après l'incendie qui a ravagé un hangar rempli de palettes, a-t-on appris auprès de son
avocate.

Maître Solène Quibriac reproche à l'exploitant de n'avoir jamais transmis le plan de
secours que la loi exige de lui depuis dix ans. "Mes clients vivent avec la peur au
ventre, ils veulent savoir qui savait quoi et depuis quand", a-t-elle déclaré devant le
palais de justice.

Contactée, la société Bois et Dérivés de l'Estuaire n'a pas souhaité réagir. Son directeur
sera entendu jeudi par les gendarmes de la section de recherches. Une réunion publique est
prévue samedi à la salle des fêtes, en présence de la sous-préfète."""
    + FIRE_BACKGROUND
)

BUDGET = """Le conseil régional a adopté vendredi un budget en hausse de trois pour cent, au terme
d'une séance qui s'est étirée jusqu'à minuit et que l'opposition a quittée avant le vote
final.

La majorité consacre quarante millions d'euros à la rénovation de douze lycées et autant
aux petites lignes ferroviaires menacées de fermeture. "C'est un budget de résistance", a
plaidé la présidente, Armelle Guivarch, en accusant l'État de se défausser sur les
collectivités.

Le chef de file de l'opposition, Paul-Henri Sauzet, a dénoncé une fuite en avant et
annoncé qu'il saisirait la chambre des comptes. Les syndicats de cheminots ont salué un
premier pas, tout en jugeant que les sommes promises ne suffiraient pas à remettre les
voies en état avant l'hiver prochain."""

REWRITTEN_FIRE = "\n\n".join((*BUDGET.split("\n\n")[:2], *FIRE.split("\n\n")[1:3]))

TEASER = (
    "Le navigateur breton Yann Kerdoncuff a franchi dimanche la ligne d'arrivée de la grande "
    "course en solitaire, après soixante-huit jours de mer et une avarie de gouvernail au large "
    "du Cap."
)


def episode(ordinal, name):
    """A teaser of a series, of which a dozen words are its own."""
    return (
        "Tous les samedis de l'été, un artisan nous ouvre la porte de son atelier et raconte un "
        f"métier que l'on croyait perdu : pour ce {ordinal} épisode, rencontre avec {name}."
    )


def template(film, day):
    """An article of a series that is the same but for two places."""
    return (
        f"Retrouvez la critique de {film} par notre rédaction, la bande-annonce du film, les "
        "horaires des séances près de chez vous et les avis des spectateurs. Sortie en salles le "
        f"{day}. Pour ne rien manquer des nouveautés de la semaine, abonnez-vous à notre lettre du "
        "mercredi, gratuite et sans engagement, et participez chaque mois au tirage au sort pour "
        "gagner deux places dans le cinéma de votre choix. Les séances sont données sous réserve "
        "de changements de programme."
    )


@dataclass
class Index:
    """Articles in memory, numbered as they come; a `TextSource`."""

    articles: dict[int, FoldedText] = field(default_factory=dict)
    last: int = 0
    index: str = ""
    read: list[int] = field(default_factory=list)
    """The numbers of the articles that were read to be fingerprinted."""

    def add(self, text, date="2021-03-02", source="Agence"):
        """Add an article; gives its number."""
        self.last += 1
        (words,) = words_of_each([("", text)])
        self.articles[self.last] = FoldedText(self.last, date, source, words.text)
        return self.last

    def remove(self, number):
        del self.articles[number]

    @property
    def stamp(self):
        return f"{self.last} {len(self.articles)}"

    def between(self, after, up_to):
        numbers = [n for n in sorted(self.articles) if after < n <= up_to]
        for first in range(0, len(numbers), 3):
            self.read += numbers[first : first + 3]
            yield [self.articles[n] for n in numbers[first : first + 3]]

    def count(self, up_to):
        return sum(number <= up_to for number in self.articles)

    def texts(self, numbers):
        return [self.articles[n] for n in numbers if n in self.articles]

    def are_there(self, numbers):
        return np.isin(numbers, list(self.articles))

    def groups(self, directory, **limits):
        """Bring a directory up to date; gives the groups of several articles, leaders first."""
        update_copies(directory, self, **limits)
        with closing(Groups(directory)) as groups:
            found = {tuple(m.number for m in groups.members(n)) for n in self.articles}
        return {group for group in found if len(group) > 1}
