"""Which words are frequent where: near what a query finds, and in some articles but not in others.

Counts of words over sequences (`searchnews.sequences`), and the tables that are made of them.
"""
