"""Words counted one by one, by the reference tokenizer."""

from collections import Counter

from searchnews.analysis.tokenize import words_of


def parts_of(article):
    """The words of its title, and of what stands below."""
    text = "\n".join(filter(None, (article.lead, article.body)))
    return words_of(article.title or ""), words_of(text)


def words_in(articles):
    """How often each word is in some articles."""
    return Counter(word for article in articles for part in parts_of(article) for word in part)


def articles_with(articles):
    """In how many articles each word is."""
    return Counter(word for article in articles for word in set().union(*parts_of(article)))


def nearby(articles, node, size):
    """How often each word is near a word, and in how many articles."""
    places, with_word = Counter(), Counter()
    for article in articles:
        here = Counter()
        for words in parts_of(article):
            nodes = [place for place, word in enumerate(words) if word in node]
            for place, word in enumerate(words):
                if place not in nodes and any(abs(place - each) <= size for each in nodes):
                    here[word] += 1
        places += here
        with_word.update(here.keys())
    return places, with_word
