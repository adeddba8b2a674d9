"""The French text search configurations: accents, plurals and word endings do not matter.

`fr` is for whole words, `fr_auto` for the beginning of words.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

FORWARD = """
CREATE TEXT SEARCH CONFIGURATION fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION fr_auto (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION fr_auto
    ALTER MAPPING FOR hword, hword_part, word, asciiword, asciihword, hword_asciipart WITH unaccent, simple;
"""
BACKWARD = """
DROP TEXT SEARCH CONFIGURATION fr_auto;
DROP TEXT SEARCH CONFIGURATION fr;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [UnaccentExtension(), TrigramExtension(), migrations.RunSQL(FORWARD, BACKWARD)]
