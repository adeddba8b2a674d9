"""From what is typed to the words that count."""

import re

from trajectoires.content.selectors import unaccented

LONGEST = 200
MOST_WORDS = 12
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['’ʼ`´](?=\w)")
_ACRONYM = re.compile(r"\b(?:\w\.){2,}\w?(?!\w)")  # S.C.I.C.
_WORD = re.compile(r"[^\W_]+")
# Words of a question or of a sentence, that say nothing of its subject.
_EMPTY = """
a afin ai aie aimerais aimerait ainsi alors apres as asso au aucun aussi aux avant avec avez avoir avons
beaucoup bien bonjour bref c ca car ce cela celle celui ces cet cette ceux chaque chez ci cherche chercher
cherchons combien comme comment connaitre d dans de dedans definition dehors depuis derriere des dire dit
dois doit doivent donc dont du elle elles en encore entre es est estce et etait etant ete etes etre eu eux
existe explication expliquer faire fais faisons fait fasse faut font ici il ils j je l la le les leur leurs
lors lui m ma mais mal me meme mes mettre mieux moi moins mon n ne ni nos notre nous nouveau on ont or ou
par parce parle parler pas pendant permet peu peut peuvent peux plus point pour pourquoi pourrait pourrions
pouvons pouvez prendre pres puis puisque qu quand que quel quelle quelles quels quest quelque quelques qui
quoi rien s sa sans savoir se sera ses si sert servir signifie signification simple sinon soi soit sommes
son sont sous souhaite suis sur t ta te tel tes toi ton tous tout toute toutes tres trop trouver trouve tu
un une utilise va vais vers veut veux voici voila voir vont vos votre voudrais voulons vous y merci svp stp
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
