"""What surrounds an article on a page and is not part of it: the table of the cleaning rules.

Each entry is a regular expression for a whole line, in the form of `lines.unaccented`: no
accents, straight apostrophes, single spaces; case does not matter. Entries are grouped by how sure
they are, which says where they hold:

- `ANYWHERE`: nobody writes this line in an article. Dropped wherever it is.
- `CLOSING`: it comes where an article ends. Dropped at the head of a page and after the last
  paragraph, there together with the headlines and labels that follow it.
- `CALLS`: sentences that speak to the reader of the site. Dropped above the text and after the
  last paragraph.
- `AT_THE_EDGES`: a word or two that could be a subhead. Dropped above the text and, next to other
  furniture, after the last paragraph.

When in doubt, a line is not here: furniture that stays is found by a search, an article's sentence
that goes is lost.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from searchnews.ingest.lines import normalized, unaccented

_PIECE: Final = (
    r"(?:article|dossier|enquete|reportage|analyse|interview|entretien|decryptage|edito(?:rial)?"
    r"|critique|portrait|podcast|video|direct)s?"
)
_NEWSLETTER: Final = r"(?:newsletters?|infolettres?|lettres? (?:d'information|quotidienne))"

_ANYWHERE: Final = (
    # advertising between paragraphs
    r"\W*(?:publicite|annonce publicitaire|advertisement)\W*",
    r"(?:la suite|(?:la )?suite de l'article|l'article (?:continue|se poursuit)) (?:apres|sous) "
    r"(?:cette |la )?(?:publicite|pub|annonce)\W*",
    r"\[object object\]",
    r"(?:passer|fermer) (?:cette |la )?publicite",
    # links to other articles: with a colon, or with a headline behind
    r"\W*(?:a )?(?:lire|voir|relire|ecouter|decouvrir)(?: ou (?:re)?(?:lire|voir))? "
    r"(?:aussi|egalement)(?: sur [\w .'-]{2,30})? ?[:>»|–—-].*",
    r"\W*(?:a )?(?:lire|voir|relire|ecouter) (?:aussi|egalement) (?=(?-i:[A-Z«\"])).*[^.]",
    rf"\W*(?:lire|voir|relire|ecouter) (?:notre|nos|l'|la |le |les ) ?{_PIECE}"
    r"(?: complete?)?(?: ?[:>»].*)?",
    # what a subscription or a setting hides
    r"il (?:vous )?reste \d.{0,20} (?:de (?:cet |l')article|de ce (?:contenu|texte)) a lire\b.*",
    r"(?:cet article|ce contenu|la suite(?: de (?:cet |l')article)?|(?:la )?lecture de cet article"
    r"|article|contenu)(?: est)? reservee?s? (?:a nos |aux |a tous nos |a tous les )abonne\S*",
    r"ce contenu (?:a ete bloque|est bloque|n'est pas visible|n'a pas pu etre charge)\b.*",
    r"(?:aller|passer|acceder) (?:directement )?(?:au|a la|aux) (?:contenu|menu|navigation"
    r"|recherche|pied de page)(?: principale?)?",
    r"(?:retour )?(?:en )?haut de (?:la )?page",
)

_CLOSING: Final = (
    # sharing
    r"partage[rz]?(?: ?:)?",
    r"partage[rz]? (?:sur|via|par|cet|cette|l') ?\S+(?: .{0,40})?",
    r"(?:envoyer|imprimer|sauvegarder|enregistrer|offrir)"
    r"(?: (?:cet |l')article| cette page| par e?-?mail| a un ami)*",
    r"(?:re)?(?:joignez|suivez|retrouvez)[ -]nous\b.{0,60}",
    r"copier (?:le lien|l'url|l'adresse)",
    # comments
    r"(?:\d+|aucun|pas de|vos|les|derniers) ?(?:commentaires?|reactions?)(?: \(\d+\))?",
    r"commentaires?(?: ?[(:] ?\d*\)?)?",
    r"reagir(?: a cet article)?|reagissez\W*|commente[rz](?: (?:cet |l')article)?",
    r"(?:laisse[rz]|ajoute[rz]|poste[rz]|ecri(?:re|vez)|publie[rz]|depose[rz])"
    r" (?:un|votre|vos) commentaires?",
    r"(?:lire|voir|afficher) (?:tous )?les (?:\d+ )?commentaires.{0,20}",
    r"(?:soyez|sois) le premier a (?:reagir|commenter).{0,30}",
    r"les commentaires (?:sont|ont ete) (?:fermes|clos|desactives)\b.{0,60}",
    r"signale[rz] (?:une (?:erreur|faute|coquille)|un (?:abus|contenu|commentaire)).{0,40}",
    # other articles
    r"\W*(?:a )?(?:lire|voir|decouvrir) (?:aussi|egalement)\W*",
    r"(?:sur|dans) (?:le|la|les) memes? (?:sujet|theme|rubrique|categorie|section|dossier)s?\W*",
    r"(?:nos |les |autres )?articles? (?:lies?|similaires?|associes?|connexes?|recommandes?"
    r"|populaires?|recents?|precedents?|suivants?|a la une|sur le meme (?:sujet|theme))\W*",
    r"(?:les )?(?:articles )?(?:les )?(?:\d+ )?plus (?:lus?|vus?|partages|commentes|consultes)",
    r"(?:vous (?:aimerez|pourriez|devriez)|(?:ces articles )?(?:pourraient|pourrait|peuvent)"
    r"(?: aussi| egalement)? vous) ?(?:aussi|egalement)? ?(?:aimer|interesser|plaire)?\W*",
    r"(?:nos |les )?recommandations|recommandes? pour vous|la selection de la redaction",
    r"(?:les )?derni(?:ers|eres) (?:articles|infos|actualites|actus|depeches|videos)",
    r"(?:toute )?(?:l')?(?:actualite|actu|info) en (?:continu|direct|bref|images)",
    r"(?:contenus?|articles?|liens?) (?:sponsorises?|partenaires?)|ailleurs sur le web",
    r"plus d'(?:infos?|articles?|actualites?)(?: sur .{0,30})?|lire la suite\W*|lire plus tard",
    r"(?:mots?[ -]cles?|tags?|etiquettes?|themes? associes?|sujets? associes?) ?:.*",
    # subscription
    rf"(?:nos |notre |la |les )?{_NEWSLETTER}\W*",
    r"(?:s'abonner|je m'abonne|abonnez-vous|s'inscrire|je m'inscris|inscrivez-vous)"
    rf"(?: gratuitement| maintenant| (?:a|aux) (?:la |notre |nos |l')?{_NEWSLETTER})*\W*",
    r"deja abonnee?s? ?\?.{0,40}|pas encore abonnee?s? ?\?.{0,40}|offres? d'abonnement",
    # rights
    r"(?:copyright|©|\(c\)) ?(?:© ?)?(?:\d{4}|[\w .'-]{2,40},? \d{4}).{0,120}",
    r"tous droits (?:de reproduction.{0,40} )?reserves.{0,80}",
    r"(?:toute )?(?:reproduction|rediffusion).{0,60} interdite.{0,80}",
    r"mentions legales|plan du site|qui sommes-nous\W*|contactez-nous",
    r"conditions generales (?:d'utilisation|de vente)|cg[uv]s?",
    r"(?:politique|charte|gestion|parametres|preferences) (?:de|des|du|sur les) "
    r"(?:confidentialite|cookies|donnees|traceurs|vie privee)(?: .{0,30})?",
    r"(?:gerer|parametrer|personnaliser) (?:mes|les|vos) (?:cookies|choix|preferences)",
)

_CALLS: Final = (
    r"(?:pour (?:tout savoir|ne rien (?:rater|manquer)|suivre|recevoir|rester)\b.{0,150}, ?)?"
    rf"(?:inscrivez|abonnez)-vous (?:gratuitement )?(?:a|aux) (?:notre|nos) {_NEWSLETTER}\b"
    r".{0,150}",
    rf"recevez\b.{{0,100}}\b(?:notre|nos) (?:{_NEWSLETTER}|alertes?)\b.{{0,100}}",
    r"(?:retrouvez|suivez|rejoignez)(?:-nous| (?:notre|nos|toute l'actualite)\b.{0,40}) sur"
    r" (?:notre|nos|facebook|twitter|x|instagram|whatsapp|google|linkedin|tiktok|telegram"
    r"|l'appli\w*|youtube)\b.{0,100}",
    r"telechargez (?:notre|l')(?: ?nouvelle)? ?(?:application|appli)\b.{0,120}",
    r"(?:ce|notre) site (?:utilise|depose|a recours)\b.{0,80}\bcookies\b.{0,300}",
    r"nous(?: et nos (?:\d+ )?partenaires)?,? (?:utilisons|deposons|stockons)\b.{0,80}"
    r"\b(?:cookies|traceurs)\b.{0,300}",
    r"en (?:poursuivant|continuant) (?:votre|la|a|de) (?:navigation|naviguer|visite)\b.{0,300}"
    r"\b(?:cookies|traceurs|conditions)\b.{0,200}",
    r"(?:vous voulez [\w ']{5,60} ou )?vous avez (?:repere|trouve|remarque) une "
    r"(?:erreur|faute|coquille)\b.{0,150}",
    r"(?:connectez|identifiez|abonnez)-vous pour (?:lire|continuer|poursuivre|acceder|commenter"
    r"|reagir|ajouter)\b.{0,150}",
    r"votre adresse (?:e-?mail|de messagerie|electronique) (?:est|sera|ne sera|restera)\b.{0,200}",
    r"cliquez ici pour\b.{0,150}",
)

_AT_THE_EDGES: Final = (
    # networks and buttons
    r"links?|liens?|e-?mail|mail|sms|rss|j'aime(?: \d+)?|like|tweet|tweeter|epingler|favoris?",
    r"facebook|twitter|x|linkedin|whatsapp|messenger|instagram|telegram|pinterest|youtube|tiktok"
    r"|bluesky|mastodon|threads|flipboard|google\+|google news|google actualites|reddit",
    r"(?:ajouter|mettre) (?:aux|a mes|en) favoris?|taille du texte|a ?\+ ?a ?-|agrandir.{0,20}",
    r"\d+ (?:partages?|vues?|j'aime|likes?|tweets?)",
    r"suivant|precedent|retour(?: a l'accueil| a la une| au sommaire)?|fermer|ok|menu|navigation"
    r"|recherche[rz]?|accueil|home|imprimer",
    r"(?:page )?\d{1,3} ?/ ?\d{1,3}|page \d{1,3}",
    # accounts and consent
    r"(?:se )?connecter|connexion|deconnexion|mon compte|mon profil|identifiez-vous|premium",
    r"(?:tout )?(?:accepter|refuser)(?: et fermer)?|j'accepte|continuer sans accepter\W*",
    # parts of the site
    r"meteo|horoscope|jeux|mots croises|sudoku|programmes? tele|programme tv|trafic|bourse",
    r"(?:petites )?annonces|immobilier|emploi|boutique|carnet|avis de deces|archives?|services?",
    r"(?:en )?direct|live|a la une|replay|podcasts?|videos?|photos?|diaporamas?|infographies?",
    r"(?:voir )?(?:toutes les photos|la galerie|le diaporama)|\d+ photos?",
    r"restez (?:informee?s?|connectee?s?|au courant)\W*|ne (?:ratez|manquez) rien\W*",
    # reading
    r"(?:temps de )?lecture ?:? ?\d+ ?min.{0,10}|\d+ min(?:utes?)?(?: de lecture)?\.?",
    r"ecouter (?:l'|cet )article(?: .{0,20})?|lire dans l'app(?:li(?:cation)?)?",
    r"photo (?:d'illustration|d'archives?|pretexte)|\(?avec (?:les )?agences\)?",
    r"(?:article |contenu )?(?:reserve aux )?abonnes?",
    r"[-_*=•·~|/\\ ]+",
)

# Together on one line: "Partager Tweeter Facebook WhatsApp Envoyer par mail Imprimer".
_ROW_OF_BUTTONS: Final = re.compile(
    r"(?:(?:partage[rz]?|tweete[rz]?|tweet|envoyer|imprimer|commenter|reagir|sauvegarder|j'aime"
    r"|favoris?|facebook|twitter|x|linkedin|whatsapp|messenger|instagram|telegram|pinterest"
    r"|bluesky|threads|flipboard|google|e-?mail|mail|sms|rss|copier le lien|par|sur|suivre"
    r"|cet article|l'article|commentaires?)(?:\W+|$)){3,20}",
    re.IGNORECASE,
)

# No entry is meant for a paragraph; only some calls are as long as one.
_LONGEST_LINE: Final = 250
_LONGEST_CALL: Final = 450


class Furniture(Enum):
    """How sure it is that a line is furniture; see the head of this module."""

    ANYWHERE = auto()
    CLOSING = auto()
    CALL = auto()
    AT_THE_EDGES = auto()


def _whole_lines(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_RULES: Final = {
    Furniture.ANYWHERE: _whole_lines(_ANYWHERE),
    Furniture.CLOSING: _whole_lines(_CLOSING),
    Furniture.CALL: _whole_lines(_CALLS),
    Furniture.AT_THE_EDGES: _whole_lines(_AT_THE_EDGES),
}


def furniture(line: str) -> Furniture | None:
    """What kind of furniture a line is; None when it may be part of an article.

    >>> furniture("À lire aussi : Palmyre, la perle du désert").name
    'ANYWHERE'
    >>> furniture("Les plus lus").name, furniture("MÉTÉO").name
    ('CLOSING', 'AT_THE_EDGES')
    >>> furniture("La météo sera clémente."), furniture("Lire aussi Bourdieu sur ce point.")
    (None, None)
    """
    if len(line) > _LONGEST_CALL:
        return None
    words = unaccented(normalized(line))
    if len(words) > _LONGEST_LINE:
        return Furniture.CALL if _RULES[Furniture.CALL].fullmatch(words) else None
    if _ROW_OF_BUTTONS.fullmatch(words):
        return Furniture.CLOSING
    if "|" in words and all(map(furniture, filter(str.strip, words.split("|")))):
        return Furniture.CLOSING  # Envoyer à un ami | Imprimer
    return next((kind for kind, rule in _RULES.items() if rule.fullmatch(words)), None)


def is_furniture_anywhere(line: str) -> bool:
    """Whether a line is furniture even between two paragraphs; quicker than `furniture`."""
    return len(line) <= _LONGEST_LINE and any(
        rule.fullmatch(unaccented(normalized(line)))
        for rule in (_RULES[Furniture.ANYWHERE], _ROW_OF_BUTTONS)
    )
