"""From what is typed to the words that count."""

import re

from trajectoires.content.selectors import unaccented

LONGEST = 200
STEM_OF_ALL = "associ"  # every page is about an association: the word says nothing of what is wanted
MOST_WORDS = 12
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['’ʼ`´](?=\w)")
_ACRONYM = re.compile(r"\b(?:\w\.){2,}\w?(?!\w)")  # S.C.I.C.
_WORD = re.compile(r"[^\W_]+")
# Words of a question or of a sentence, that say nothing of its subject. Every page here is about an association.
_EMPTY = """
a afin ai aie ailleurs aimerais aimerait ainsi allez allons alors annee annees apres arrive arrivent arriver
as asso association associations assos au aucun auraient aurait aussi autre autres aux avant avec avez avoir
avons beaucoup besoin bien bon bonjour bonne bonnes bons bref c ca car ce cela celle celui ces cet cette ceux
chaque cherche chercher cherchons chez chose choses ci coin combien comme commence commencent commencer
comment compris connaitre coup d dans de dedans definition dehors deja demain depuis derriere des deux devoir
devons devrait dire dit dois doit doivent donc dont du elle elles en encore entre envie es est estce et
etaient etait etant ete etes etions etre eu eux existe explication expliquer faire fais faisons fait fasse
faudrait faut font gens grand grande grandes grands gros grosse hier ici idee idees il ils ira irait j jamais
je jour jours juste l la le les leur leurs lors lui m ma maintenant mais mal me meilleur meilleure meme merci
mes mettre mieux moi moins mon n ne ni nos notre nous nouveau nouveaux nouvelle on ont or ou par parce parfois
parle parler pas pendant permet petit petite petites petits peu peut peuvent peux plus point possible pour
pourquoi pourra pourrait pourrions pouvez pouvons prendre pres presque probleme problemes prochain prochaine
propos propose proposer puis puisque qu quand que quel quelle quelles quelque quelques quelquun quels quest
question questions qui quoi quoique rester rien s sa sait sans savent savoir savons se sera seraient serait
sert servir ses si signification signifie simple sinon site sites soi soit sommes son sont souci soucis
souhaite sous souvent stp suis sur surtout svp t ta tant te tel telle tellement tes toi ton toujours tous tout
toute toutes tres trois trop trouve trouver truc trucs tu un une utilise va vais venir venu vers veulent veut
veux viennent viens vient voici voient voila voir vont vos votre voudrais voudrait vouloir voulons vous
vraiment y
"""
EMPTY = frozenset(_EMPTY.split())


def words_of(typed: str) -> list[str]:
    """Every word of what was typed, unaccented, lower case, without its elided article."""
    plain = unaccented(typed[:LONGEST].replace("’", "'"))
    whole = _ACRONYM.sub(lambda found: found[0].replace(".", ""), plain)
    return _WORD.findall(_ELISION.sub("", whole))


def telling_words(words: list[str]) -> list[str]:
    """The words that say something, each once; all of them when none does."""
    telling = [word for word in words if word not in EMPTY] or words
    return list(dict.fromkeys(telling))[:MOST_WORDS]
