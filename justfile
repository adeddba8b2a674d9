# Every command of the project. The environment is the one that ./run and ./test make.

export PYTHONPATH := justfile_directory() / "src"
export TRAJECTOIRES_MODE := env("TRAJECTOIRES_MODE", "local")
python := ".venv/bin/python"

# list the commands
default:
    @just --list

# load content/ into the database (idempotent)
contenu:
    {{ python }} manage.py charger_contenu

# put the files of content/ in their form
contenu-mettre-en-forme:
    {{ python }} manage.py charger_contenu --mettre-en-forme

# what a demanding editor would send back: sources, links, thresholds, sentences, typography; --relecture also asks for second readings
corpus *OPTIONS:
    {{ python }} manage.py verifier_corpus {{ OPTIONS }}

# write the published content back to files
contenu-exporter DIR="build/content":
    {{ python }} manage.py exporter_contenu {{ DIR }}

# compile the French words of the editors' space (asks for gettext)
traductions:
    msgfmt --output-file src/trajectoires/config/locale/fr/LC_MESSAGES/django.mo src/trajectoires/config/locale/fr/LC_MESSAGES/django.po

# pin the dependencies again, by hash and without an index address
lock:
    .tools/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements.lock
    .tools/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
    .tools/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --group dev --group mutations -c requirements-dev.lock pyproject.toml -o requirements-mutations.lock

# put files in their form
format:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# time clone-to-first-page and second start, weigh every page by type: the bars of the README; --site ADDRESS weighs a running site alone; --ecrire writes docs/mesures/poids.md
bars *OPTIONS:
    {{ python }} benchmarks/bars.py {{ OPTIONS }}

# send bombs, then damaged files for MINUTES, to the readers; writes docs/mesures/fuzz.md
fuzz MINUTES="10":
    {{ python }} tools/fuzz.py {{ MINUTES }}

# take the README's pictures from a running platform
images SITE="http://127.0.0.1:8000":
    {{ python }} tools/screenshots.py {{ SITE }}

# take again the pictures of docs/guide-edition.md: the functional test of the whole life of a sheet makes them
captures:
    PICTURES=docs/images TRAJECTOIRES_MODE=test {{ python }} -m pytest tests/functional/test_whole_life.py -q

# the bars of the engine: a million lines, dirty files, simulated futures, start of the command
moteur *OPTIONS:
    {{ python }} benchmarks/moteur.py {{ OPTIONS }}

# every branch of the engine is tested, or this says which is not
couverture:
    {{ python }} -m pytest tests/engine tests/specs -q --cov=src/socioeco --cov-branch --cov-report=term-missing --cov-fail-under=100

# the laws of the engine, at length
lois *OPTIONS:
    TRAJECTOIRES_MODE=test {{ python }} -m pytest tests/engine --hypothesis-profile=long -q {{ OPTIONS }}

# change the code of comptes, indicators and typologies one operator at a time: what no test sees is counted by module
mutations:
    .tools/bin/uv venv --quiet --allow-existing build/mutations
    .tools/bin/uv pip install --quiet --python build/mutations/bin/python -r requirements-mutations.lock --require-hashes
    TRAJECTOIRES_MODE=test build/mutations/bin/python tools/mutations.py

# how good the search is on the judged queries; writes docs/mesures/recherche.md
recherche *OPTIONS:
    {{ python }} benchmarks/recherche.py --write {{ OPTIONS }}

# how fast a model sheet is served, against a stock Wagtail page of the same content; --ecrire writes docs/mesures/pages.md
pages *OPTIONS:
    {{ python }} benchmarks/pages.py {{ OPTIONS }}

# have LibreOffice open, save again and print every document of the kit; writes docs/mesures/bureautique.md
bureautique *OPTIONS:
    {{ python }} tools/bureautique.py {{ OPTIONS }}

# the workbook of figures comes back the same on a hundred generated associations, saved again by LibreOffice where it is; --ecrire writes docs/mesures/aller-retour.md
aller-retour *OPTIONS:
    {{ python }} benchmarks/aller_retour.py {{ OPTIONS }}

# the ten-page report made by the worker, against a bare typst compilation of as many pages; --ecrire writes docs/mesures/pdf.md
pdf *OPTIONS:
    {{ python }} benchmarks/pdf.py {{ OPTIONS }}
