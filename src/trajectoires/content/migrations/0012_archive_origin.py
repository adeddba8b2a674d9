from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0011_links_and_votes")]

    operations = [
        migrations.AddField(
            model_name="loadedfile", name="is_from_archive", field=models.BooleanField(default=False)
        ),
    ]
