"""What the dictionary does not say, or says and the press does not mean.

Written by hand, against the commonest words to which the rules of `readings` leave two lemmas.
All words are folded.
"""

from __future__ import annotations

from typing import Final


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Each line: a lemma, a colon, words."""
    lines = (line.partition(":") for line in text.split("\n") if line.strip())
    return {lemma.strip(): tuple(words.split()) for lemma, _, words in lines}


NEVER_MEANT: Final = _table(
    """
    ailler: aille aillent
    armer: armee armees
    assembler: assemblee assemblees
    baller: balle
    bander: bande
    barber: barbe
    berner: berne
    boire: bus
    boiter: boite
    bouillir: bout
    bouler: boule
    cadrer: cadre
    calandrer: calandre
    capital: capitale capitales
    carter: carte
    caser: case
    centrer: centre
    chausser: chaussee chaussees
    chiner: chine
    cocher: coche
    coffrer: coffre
    commun: commune communes
    concorder: concorde
    contrer: contre
    corser: corse
    coter: cote
    coupler: couple
    courser: course
    croitre: crois
    curer: cure
    damer: dame
    debouillir: debout
    departir: depart
    devier: devient
    dispos: dispose
    eluer: elue elues
    etager: etage
    faner: fane
    fauter: faute
    fondre: fond
    fouler: foulee foulees
    fronder: fronde
    fumer: fumee fumees
    gager: gage
    garer: gare
    golfer: golfe
    gorger: gorge
    graver: grave
    graviter: gravite
    grever: greve
    griser: grise
    gueuler: gueule
    hater: hate
    jeuner: jeune
    laquer: laque
    ligner: ligne lignee lignees
    lire: lit
    lourder: lourde
    luxer: luxe
    macher: mache
    machiner: machine
    marger: marge
    marin: marine marines
    mariner: marine
    marrer: marre
    masser: masse
    matiner: matinee matinees
    meprendre: mepris
    meubler: meuble
    miner: mine
    miser: mise
    moitir: moitie
    monder: monde
    monnayer: monnaie
    mousser: mousse
    mouler: moule
    muser: musee
    nuire: nuit
    oranger: orange
    ordonnancer: ordonnance
    ouir: oui
    outrer: outre
    ouvrer: ouvre ouvrent ouvrant ouvres ouvrez ouvrons
    pager: page
    partir: part partie parties
    pauser: pause
    pierrer: pierre
    piler: pile
    plaindre: plainte plaintes
    plaquer: plaque
    plumer: plume
    poindre: point pointe pointes points poignant
    policer: police
    presser: presse
    priser: prise
    rager: rage
    ramer: rame
    remiser: remise
    repriser: reprise
    retraire: retrait retraite retraites retraits
    retrait: retraite retraites
    river: rive
    rober: robe
    roser: rose
    rouer: roue
    ruer: rue
    sabler: sable
    sai: sais
    seconder: seconde
    serier: serie
    sommer: somme
    souffrer: souffre
    tabler: table
    taire: tue tues
    tempeter: tempete
    terrer: terre
    teter: tete
    tonner: tonne
    traire: trait traite traites traits
    trancher: tranchee tranchees
    tuber: tube
    vaguer: vague
    venter: vente
    vigiler: vigile
    """
)
"""Verbs, and a few adjectives, and those of their forms that are always another word."""

SAME_WORD: Final = _table(
    """
    aieul: aieux
    amour: amours
    andalou: andalouse andalouses
    bonhomme: bonshommes
    box: boxes
    chariot: charriot
    capitale: capitales
    ciel: cieux
    cle: clef
    combatif: combattif
    commune: communes
    copain: copine
    cuillere: cuiller
    djihad: jihad
    djihadisme: jihadisme
    djihadiste: jihadiste
    favori: favorite favorites
    final: finaux
    franc: franche franches
    gentilhomme: gentilshommes
    grizzly: grizzli
    igloo: iglou
    imbecillite: imbecilite
    interpeller: interpeler
    joaillier: joailler
    laique: laic
    leader: leadeur
    madame: mesdames
    mademoiselle: mesdemoiselles
    maximum: maxima
    minimum: minima
    monsieur: messieurs
    nenuphar: nenufar
    oeil: yeux
    oignon: ognon
    ponch: punch
    quincaillier: quincailler
    relais: relai
    reporter: reporteur
    serpilliere: serpillere
    supporter: supporteur
    tout: tous toute toutes
    tsar: tzar czar
    yaourt: yogourt yoghourt
    """
)
"""Lemmas, and others that are forms of the same word or another spelling of it."""

COMMON_BESIDE_NAMES: Final = frozenset(
    """
    aida aimee aires ans bios bornes capes desire desiree donna dut genes git honore indus ira lois
    lourdes love mene mises mit moulins pete plu saintes sue tours va vannes viola
    """.split()
)
"""Forms that are also names, and common enough to be found with the other forms of the word."""
