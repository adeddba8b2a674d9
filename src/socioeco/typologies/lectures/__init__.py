"""Other typologies than the seven models, as readings of the same exercice."""

from socioeco.typologies.lectures.calcul import CategorieLue, Lecture, lectures
from socioeco.typologies.lectures.definitions import LECTURES, LectureDefinition, lecture_definition

__all__ = ["LECTURES", "CategorieLue", "Lecture", "LectureDefinition", "lecture_definition", "lectures"]
