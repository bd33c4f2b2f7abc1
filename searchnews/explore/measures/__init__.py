"""How far a word is from its expected frequency: the measures of lexicometry, over arrays.

All of them take counts as arrays, or lists, one number a word, so that a vocabulary of 100,000
words takes a fraction of a second. The same letters everywhere, as in the literature:

    f  count            of the word in the part (in some articles, in the windows round a word)
    F  frequency        of the word in the whole corpus
    t  part             words in the part
    T  corpus           words in the corpus
"""
