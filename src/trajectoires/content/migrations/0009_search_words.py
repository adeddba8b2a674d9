import django.contrib.postgres.indexes
import django.core.validators
import trajectoires.ui.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0008_shared_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnansweredSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=100, unique=True, verbose_name="mots cherchés")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="fois")),
                ("last_on", models.DateField(verbose_name="dernière fois le")),
            ],
            options={
                "verbose_name": "question sans réponse",
                "verbose_name_plural": "questions sans réponse",
                "ordering": ["-count", "-last_on", "words"],
            },
        ),
        migrations.CreateModel(
            name="Intention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.SlugField(
                        editable=False,
                        max_length=100,
                        null=True,
                        unique=True,
                        verbose_name="repère du fichier",
                    ),
                ),
                (
                    "phrases",
                    trajectoires.ui.fields.LinesField(
                        base_field=models.CharField(max_length=200),
                        help_text="Une phrase par ligne : « nous avons perdu une subvention ». L’ordre des mots ne compte pas.",
                        size=None,
                        verbose_name="ce que les gens tapent",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titre du lien")),
                (
                    "href",
                    models.CharField(
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^/[^\\s\\\\]*$",
                                "Une adresse de ce site commence par « / » : /comprendre/modeles/.",
                            )
                        ],
                        verbose_name="adresse sur ce site",
                    ),
                ),
                (
                    "sentence",
                    models.CharField(max_length=300, verbose_name="une phrase qui dit ce qu’on y trouve"),
                ),
            ],
            options={
                "verbose_name": "intention",
                "verbose_name_plural": "intentions",
                "ordering": ["title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("phrases__len__gte", 1)),
                        name="content_intention_one_phrase",
                        violation_error_message="Écrivez au moins une phrase.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.SlugField(
                        editable=False,
                        max_length=100,
                        null=True,
                        unique=True,
                        verbose_name="repère du fichier",
                    ),
                ),
                (
                    "words",
                    trajectoires.ui.fields.LinesField(
                        base_field=models.CharField(max_length=120),
                        help_text="Un par ligne, deux au moins : « subvention », « aide publique », « aide de la mairie ».",
                        size=None,
                        verbose_name="mots et expressions",
                    ),
                ),
                (
                    "is_one_way",
                    models.BooleanField(
                        default=False,
                        help_text="Coché : chercher le premier trouve aussi les autres, et non l’inverse.",
                        verbose_name="dans un seul sens",
                    ),
                ),
            ],
            options={
                "verbose_name": "ligne de synonymes",
                "verbose_name_plural": "lignes de synonymes",
                "ordering": ["words"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words__len__gte", 2)),
                        name="content_synonyms_two_words",
                        violation_error_message="Une ligne de synonymes a deux mots ou expressions au moins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VocabularyWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True, verbose_name="mot")),
                ("stem", models.CharField(db_index=True, max_length=60, verbose_name="radical")),
                ("sound", models.CharField(db_index=True, max_length=60, verbose_name="son")),
                ("weight", models.PositiveIntegerField(verbose_name="poids")),
            ],
            options={
                "verbose_name": "mot du vocabulaire",
                "verbose_name_plural": "mots du vocabulaire",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"),
                        name="content_vocabulary_trigrams",
                    )
                ],
            },
        ),
    ]
