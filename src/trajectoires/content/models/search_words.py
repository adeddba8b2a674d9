"""The words of the search: those of the corpus, those that editors say are alike, those that found nothing."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from trajectoires.ui.fields import LinesField

LONGEST_SEARCH = 100
_ADDRESS = RegexValidator(r"^/[^\s\\]*$", "Une adresse de ce site commence par « / » : /comprendre/modeles/.")


class VocabularyWord(models.Model):
    """A word that something published says: what a word typed wrong is compared with.

    `stem` is what the French configuration makes of it, `sound` how it is heard, `weight` how many texts say it.
    """

    word = models.CharField("mot", max_length=60, unique=True)
    stem = models.CharField("radical", max_length=60, db_index=True)
    sound = models.CharField("son", max_length=60, db_index=True)
    weight = models.PositiveIntegerField("poids")

    class Meta:
        verbose_name = "mot du vocabulaire"
        verbose_name_plural = "mots du vocabulaire"
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="content_vocabulary_trigrams")]

    def __str__(self) -> str:
        return self.word


class Synonyms(models.Model):
    """Words or expressions that readers use for the same thing."""

    key = models.SlugField("repère du fichier", max_length=100, unique=True, null=True, editable=False)
    words = LinesField(
        models.CharField(max_length=120),
        verbose_name="mots et expressions",
        help_text="Un par ligne, deux au moins : « subvention », « aide publique », « aide de la mairie ».",
    )
    is_one_way = models.BooleanField(
        "dans un seul sens",
        default=False,
        help_text="Coché : chercher le premier trouve aussi les autres, et non l’inverse.",
    )

    panels = [FieldPanel("words"), FieldPanel("is_one_way")]

    class Meta:
        verbose_name = "ligne de synonymes"
        verbose_name_plural = "lignes de synonymes"
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(words__len__gte=2),
                name="content_synonyms_two_words",
                violation_error_message="Une ligne de synonymes a deux mots ou expressions au moins.",
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(self.words)


class Intention(models.Model):
    """What people type when they want something, and the page that answers first."""

    key = models.SlugField("repère du fichier", max_length=100, unique=True, null=True, editable=False)
    phrases = LinesField(
        models.CharField(max_length=200),
        verbose_name="ce que les gens tapent",
        help_text="Une phrase par ligne : « nous avons perdu une subvention ». L’ordre des mots ne compte pas.",
    )
    title = models.CharField("titre du lien", max_length=120)
    href = models.CharField("adresse sur ce site", max_length=300, validators=[_ADDRESS])
    sentence = models.CharField("une phrase qui dit ce qu’on y trouve", max_length=300)

    panels = [
        FieldPanel("phrases"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("href")]),
        FieldPanel("sentence"),
    ]

    class Meta:
        verbose_name = "intention"
        verbose_name_plural = "intentions"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phrases__len__gte=1),
                name="content_intention_one_phrase",
                violation_error_message="Écrivez au moins une phrase.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class UnansweredSearch(models.Model):
    """Words that found nothing, how often, and when last. Nothing of who typed them."""

    words = models.CharField("mots cherchés", max_length=LONGEST_SEARCH, unique=True)
    count = models.PositiveIntegerField("fois", default=1)
    last_on = models.DateField("dernière fois le")

    class Meta:
        verbose_name = "question sans réponse"
        verbose_name_plural = "questions sans réponse"
        ordering = ["-count", "-last_on", "words"]

    def __str__(self) -> str:
        return self.words
