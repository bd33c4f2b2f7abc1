"""Examples of every command, with which its help ends."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final = {
    "index": (
        "searchnews index ~/presse",
        "searchnews index ~/presse --source 'Le Courrier' --index indexes/courrier",
        "searchnews index --rebuild --engine whoosh",
    ),
    "read": (
        "searchnews read page.html",
        "searchnews read export.csv --map title=intitule --map body=contenu",
        "searchnews read archive.zip -n 3 --format json",
    ),
    "delete": (
        "searchnews delete a1",
        "searchnews delete a1 a2 a3",
        "searchnews delete a1 --index indexes/courrier",
    ),
    "copy": (
        "searchnews copy indexes/default indexes/backup",
        "searchnews copy indexes/default opensearch://host:9200/presse",
        "searchnews copy opensearch://host:9200/presse indexes/laptop --engine whoosh",
    ),
    "query": (
        "searchnews query Palmyre",
        "searchnews query '\"frappes aériennes\" SAUF Reuters' --sort -date --from 2015",
        "searchnews query 'titre:climat' --source 'Le Monde' --limit 0 --format csv",
    ),
    "concordance": (
        "searchnews concordance '\"gilets jaunes\"' --sort 1R,2R",
        "searchnews concordance 'djihad*' --sort 0,-date -n 50",
        "searchnews concordance climat --source 'Le Monde' --window 8 --format csv",
    ),
    "facets": (
        "searchnews facets Palmyre --by source",
        "searchnews facets '\"gilets jaunes\"' --by section --by year",
        "searchnews facets climat --by author -n 0 --from 2015 --format csv",
    ),
    "timeline": (
        "searchnews timeline Palmyre --by month",
        "searchnews timeline '\"gilets jaunes\"' retraites --from 2018 --plot deux.svg",
        "searchnews timeline climat --split source --format csv",
    ),
    "collocates": (
        "searchnews collocates climat",
        "searchnews collocates '\"gilets jaunes\"' --window 10 --by lemma --sort logdice",
        "searchnews collocates Macron --from 2019 --to 2019 -n 0 --format csv",
    ),
    "keyness": (
        "searchnews keyness rubrique:sport",
        "searchnews keyness 'Macron date:2018' --against 'Macron date:2019'",
        "searchnews keyness 'source:ATS' --by lemma --sort log_ratio --min-count 50",
    ),
    "stories": (
        "searchnews stories a1",
        "searchnews stories a1 --format json",
        "searchnews stories a1 --index indexes/courrier",
    ),
    "similar": (
        "searchnews similar a1",
        "searchnews similar brouillon.txt --from 30d -n 5",
        "searchnews similar - --format csv < depeche.txt",
    ),
    "export": (
        "searchnews export Palmyre palmyre.csv",
        "searchnews export 'rubrique:sport' sport.xlsx --body",
        "searchnews export Palmyre palmyre.ris --from 2015-09 --to 2015-10",
    ),
    "saved": (
        "searchnews saved add crues 'crue* OU inondation' --feed crues.atom",
        "searchnews saved run",
        "searchnews saved list",
    ),
    "lists": (
        "searchnews lists add partis.txt",
        "searchnews lists list",
        "searchnews lists show partis",
    ),
    "watch": (
        "searchnews watch ~/presse",
        "searchnews watch ~/presse --every 1h",
        "searchnews watch ~/presse ~/agences --every 30s --index indexes/veille",
    ),
    "show": (
        "searchnews show a1",
        "searchnews show a1 --query 'frappes aériennes'",
        "searchnews show a1 --format json",
    ),
    "stats": (
        "searchnews stats",
        "searchnews stats --format json",
        "searchnews stats --index indexes/courrier",
    ),
    "check": (
        "searchnews check",
        "searchnews check --index indexes/courrier",
        "searchnews check && searchnews stats",
    ),
    "serve": (
        "searchnews serve",
        "searchnews serve --index indexes/courrier --port 8081 --no-browser",
        "searchnews serve --host 0.0.0.0 --token-file ~/.searchnews-token",
    ),
    "completion": (
        "searchnews completion bash >> ~/.bashrc",
        "searchnews completion zsh >> ~/.zshrc",
        "searchnews completion fish > ~/.config/fish/completions/searchnews.fish",
    ),
}
"""A command -> three lines that can be typed in a shell."""
