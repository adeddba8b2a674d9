import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0005_site_version"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="loadedfile", name="content_loaded_file_one_target"),
        migrations.RemoveField(model_name="loadedfile", name="term"),
        migrations.AddField(
            model_name="loadedfile",
            name="document",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtaildocs.document",
            ),
        ),
        migrations.AddField(
            model_name="loadedfile",
            name="image",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailimages.image",
            ),
        ),
        migrations.AddConstraint(
            model_name="loadedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", None), ("page", None))
                | models.Q(("image", None), ("page", None))
                | models.Q(("document", None), ("image", None)),
                name="content_loaded_file_one_target",
            ),
        ),
    ]
