"""Invented events, each in other words, and an index of them in memory."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np

from searchnews.analysis.bulk.cut import words_of_each
from searchnews.copies.groups import Groups
from searchnews.stories.rarity import Rarity
from searchnews.stories.source import OPENING, Dispatches, StoryText
from searchnews.stories.stories import Stories
from searchnews.stories.update import update_stories

FIRE = (
    "Incendie dans le port de Vernoy",
    "Un incendie s'est déclaré mardi soir dans un entrepôt de la zone portuaire de Vernoy, où "
    "étaient stockées des palettes. Quatre-vingts pompiers ont lutté toute la nuit contre les "
    "flammes, près d'une cuve d'hydrocarbures. La préfecture a fait évacuer soixante habitants.",
)
FIRE_TOLD = (
    "Vernoy : soixante habitants évacués après l'incendie d'un entrepôt",
    "Les flammes ont ravagé un hangar du port de Vernoy. Il a fallu quatre-vingts pompiers pour "
    "protéger la cuve d'hydrocarbures voisine ; les riverains, évacués par la préfecture, ont "
    "passé la nuit au gymnase. L'entrepôt, plein de palettes, est détruit.",
)
FIRE_AGAIN = (
    "Port de Vernoy : l'entrepôt en flammes, une enquête ouverte",
    "Une enquête est ouverte après l'incendie qui a détruit un entrepôt de palettes au port de "
    "Vernoy. Les pompiers surveillent encore la cuve d'hydrocarbures, et les habitants évacués "
    "attendent le feu vert de la préfecture.",
)
BUDGET = (
    "La région vote son budget",
    "Les conseillers régionaux ont adopté un budget de deux milliards d'euros après douze heures "
    "de débat. L'opposition a quitté l'hémicycle avant le vote. Les lycées reçoivent quarante "
    "millions, les petites lignes de chemin de fer autant.",
)
BUDGET_TOLD = (
    "Budget régional : quarante millions pour les lycées",
    "Deux milliards d'euros : le budget de la région a été adopté sans l'opposition, qui a quitté "
    "l'hémicycle après douze heures de débat. Lycées et petites lignes se partagent l'essentiel "
    "des crédits, ont promis les conseillers.",
)
SNOW = (
    "La neige bloque les cols",
    "Un mètre de neige est tombé en une nuit sur le massif. Trois cols sont fermés et les écoles "
    "des villages hauts n'ont pas ouvert. Les chasse-neige tournent sans relâche.",
)


@dataclass
class Index:
    """Dispatches in memory, numbered as they come; a `StorySource`."""

    texts_of: dict = field(default_factory=dict)
    days: dict = field(default_factory=dict)
    followers: set = field(default_factory=set)
    last: int = 0
    read: list = field(default_factory=list)
    """The numbers of the articles that were read."""
    index: str = ""
    shares_rarity: bool = False
    counted: int = 0
    """How often words were counted."""

    def add(self, event, day=20210302):
        """Add an article; gives its number."""
        self.last += 1
        (words,) = words_of_each([event])
        opening = " ".join(words.text.split(" ", OPENING)[:OPENING])
        self.texts_of[self.last] = StoryText(self.last, words.title, opening)
        self.days[self.last] = day * 10**6
        return self.last

    def remove(self, number):
        del self.texts_of[number], self.days[number]

    @property
    def stamp(self):
        return f"{self.last} {len(self.days)} {sorted(self.followers)}"

    @property
    def articles(self):
        return len(self.days)

    def rarity(self, known):
        if known is not None and known.counts_for(self.articles):
            return known
        return Rarity.of(self.word_counts(), self.articles)

    def dispatches(self):
        numbers = sorted(self.days.keys() - self.followers)
        days = [self.days[number] for number in numbers]
        return Dispatches(np.array(numbers, np.int64), np.array(days, np.int64))

    def texts(self, numbers):
        self.read += numbers
        for first in range(0, len(numbers), 3):
            yield [self.texts_of[n] for n in numbers[first : first + 3] if n in self.texts_of]

    def word_counts(self):
        self.counted += 1
        counts = Counter()
        for text in self.texts_of.values():
            counts.update({*text.title.split(), *text.opening.split()} - {""})
        return sorted(counts.items())

    def stories(self, path, **limits):
        """Bring a database up to date; gives the stories of several articles, leaders first."""
        update_stories(path, self, **limits)
        with closing(Groups(path.with_name("no copies"))) as groups:
            stories = Stories(groups, path)
            numbers = np.array(sorted(self.days))
            leaders = dict(zip(numbers.tolist(), stories.leaders_of(numbers).tolist(), strict=True))
            found = {tuple(place.number for place in stories.places(n)) for n in leaders}
            stories.close()
        found = {story for story in found if len(story) > 1}
        assert {n for story in found for n in story} == {
            n for n, leader in leaders.items() if list(leaders.values()).count(leader) > 1
        }
        assert all(leaders[n] == story[0] for story in found for n in story)
        return found
