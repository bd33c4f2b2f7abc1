"""What the interface says of saved searches: the name of each text, its French, its English."""

from __future__ import annotations

from typing import Final

FOLLOWING: Final = (
    ("saved", "Recherches enregistrées", "Saved searches"),
    ("saved_short", "Enregistrées", "Saved"),
    ("saved_on", "enregistrée le {date}", "saved on {date}"),
    ("last_run", "dernier passage le {date}", "last run on {date}"),
    ("delivered_by", "livrée par {ways}", "delivered by {ways}"),
    ("by_print", "impression", "printing"),
    ("by_feed", "fichier de fil", "feed file"),
    ("by_mail", "courriel", "mail"),
    ("by_webhook", "webhook", "webhook"),
    ("by_command", "commande", "command"),
    ("with_updates", "mises à jour comprises", "with updates"),
    ("waits", "{messages} en attente", "{messages} waiting"),
    ("cannot_be_run", "Ne peut pas être lancée :", "Cannot be run:"),
    ("nothing_saved", "Aucune recherche n’est enregistrée.", "No search is saved."),
    ("how_to_save", "Cherchez, puis choisissez « Suivre cette recherche ».",
     "Search, then choose “Follow this search”."),
    ("saving_off",
     "Ce serveur n’enregistre pas les recherches de ses visiteurs ; la commande `searchnews "
     "saved` le fait.",
     "This server does not save the searches of its visitors; the command `searchnews saved` "
     "does."),
    ("follow", "Suivre cette recherche", "Follow this search"),
    ("follow_help", "Enregistrée, elle dit ce qui est nouveau, ici et dans un fil.",
     "Once saved, it tells what is new, here and in a feed."),
    ("followed", "Cette recherche est suivie", "This search is followed"),
    ("saved_as", "Elle est enregistrée sous le nom", "It is saved as"),
    ("name", "Nom", "Name"),
    ("name_help", "Lettres, chiffres, - et _", "Letters, digits, - and _"),
    ("save", "Enregistrer", "Save"),
    ("new", "nouveau", "new"),
    ("new_help",
     "Est nouveau, dans ce navigateur, ce qui est arrivé dans l’index, ou a changé, depuis que "
     "vous l’avez marqué comme vu.",
     "New, in this browser, is what came into the index, or changed, since you marked it as "
     "seen."),
    (
        "kept",
        "Ce navigateur retient ce que vous avez vu de {kept} recherches ; dans les autres, rien "
        "n’est compté.",
        "This browser keeps what you have seen of {kept} searches; in the others nothing is "
        "counted.",
    ),
    ("nothing_new", "rien de nouveau", "nothing new"),
    ("see", "Marquer comme vu", "Mark as seen"),
    ("see_all", "Tout marquer comme vu", "Mark all as seen"),
    ("cannot_see_yet",
     "L’index est en cours de mise à jour : rien ne peut encore être marqué comme vu.",
     "The index is being updated: nothing can be marked as seen yet."),
    ("seen_before", "Déjà vus", "Seen before"),
    ("all_matches", "Tous les articles, par pertinence ou par date",
     "All articles, by relevance or by date"),
    ("forget", "Ne plus suivre", "Stop following"),
    ("forget_help",
     "Elle sera oubliée pour tous ceux qui la suivent, avec ce qui attend d’être livré.",
     "It will be forgotten for all who follow it, with what waits to be delivered."),
    ("forget_used",
     "{users} : @{search} y est cité, et y manquera ; ce qui l’utilise ne pourra plus être lancé.",
     "{users}: @{search} stands there, and will be missing; what uses it can no longer be run."),
    ("forget_now", "Oublier « {search} »", "Forget “{search}”"),
)  # fmt: skip
"""As the table of texts has them."""
