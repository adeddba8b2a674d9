"""A kit of two tools, one of each kind, small and with everything that a source may hold."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from wagtail.models import Page, Site

from trajectoires.content.models import DoorPage, IndexPage
from trajectoires.content.services import load_content
from trajectoires.kit.models import DocumentTemplate, KitPage, ToolPage

NOW = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
ROOT = "/agir/kit/"
HEAD = "auteur: La rédaction\nmis_a_jour_le: 2026-11-26\na_revoir_le: 2027-11-26\n"
ENTRIES = "question: Et maintenant ?\nentrees:\n" + "".join(
    f"- titre: Entrée {number}\n  vers: /agir/kit/\n" for number in range(3)
)
TEXT = """---
genre: modele-de-texte
titre: Lettre d'essai
sous_titre: À un partenaire
mention: Modèle à adapter, ne vaut pas conseil juridique
mis_a_jour_le: 2026-11-26
---

> Effacez cette ligne avant d'envoyer.

## Qui nous sommes

**[[organisation.nom|nom de l'association]]** a reçu [[produits|montant]] en [[exercice|année]], 12156*06 & <rien>.

### Nos demandes

1. Une salle
2. Un *vrai* accueil

- [ ] Le conseil est d'accord
- Sans case

| Quoi | Combien |
|---|---|
| Premier financeur : [[premier_financeur|son nom]] | [[part.premier_financeur|part]] |
|  |  |

[[…3]]

::: saut

Fait à [[|lieu]], le [[aujourdhui|date]]."""
WORKBOOK = """genre: modele-de-tableur
titre: Plan d'essai
mis_a_jour_le: 2026-11-26
feuilles:
- cle: plan
  titre: Le plan ?
  page: paysage
  consigne: Remplissez les cases blanches.
  entetes:
  - {cle: organisation, titre: Organisation, genre: texte, prerempli: organisation.nom}
  - {cle: depart, titre: Argent au départ, genre: montant, prerempli: tresorerie}
  - {cle: le, titre: Fait le, genre: date, prerempli: aujourdhui}
  colonnes:
  - {cle: poste, titre: Poste, genre: texte, largeur: 6}
  - {cle: sur, titre: Sûr, genre: choix, choix: [oui, non]}
  - {cle: m1, titre: Mois 1, genre: montant}
  - {cle: m2, titre: Mois 2, genre: montant}
  - {cle: total, titre: Total, genre: montant, formule: "SOMME(m1:m2)"}
  - {cle: part, titre: Part, genre: part, formule: total / entrees.total}
  lignes:
  - {partie: Ce qui entre}
  - {cle: aide, poste: Subventions, prerempli: {m1: famille.subventions}}
  - {repete: financeurs, vides: 2, colonnes: {poste: nom, m2: montant}}
  - {cle: entrees, poste: Total des entrées, total: oui}
  - {partie: Ce qui sort}
  - {cle: fixe, poste: "=1+1", sur: oui, m1: 100, m2: "12,5"}
  - {vides: 2}
  - {cle: sorties, poste: Total des sorties, total: oui}
  - cle: solde
    poste: Fin du mois
    style: total
    formule: PRECEDENT(solde) + entrees - sorties
    premiere: depart + entrees - sorties
  notes:
  - Une phrase sous le tableau.
- cle: lecture
  titre: Lecture
  colonnes:
  - {cle: question, titre: Question, genre: texte}
  - {cle: valeur, titre: Valeur, genre: nombre}
  - {cle: mot, titre: Mot, genre: texte, formule: 'SI(valeur > 0; "assez"; "trop peu")'}
  lignes:
  - {cle: bas, question: Le plus bas, formule: "MIN(plan.solde.m1; plan.solde.m2)"}
  - {cle: haut, question: Le plus haut, formule: "MAX(plan.solde.m1; plan.solde.m2; 0)"}
  - {cle: rapport, question: Le rapport, formule: "bas / haut"}
  - {cle: suite, question: La suite, formule: "rapport + 1"}
  - {cle: dit, question: Dit, formule: 'SI(plan.fixe.sur = "OUI"; -bas; 2 * (haut - 1))'}"""


class Kit:
    """Files that a test writes, and what the site makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write_page("pages/index.md", "accueil", "Accueil")
        self.write_page("pages/agir/index.md", "porte", "Agir", ENTRIES)
        self.write_page("pages/agir/kit/index.md", "kit", "Le kit")
        self.write_tool("lettre", 2, "decider")
        self.write_tool("plan", 1, "choisir", "prerempli: Vos montants\n")
        self.write("modeles/lettre.md", TEXT)
        self.write("modeles/plan.yaml", WORKBOOK)

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{text}\n", encoding="utf-8")

    def write_page(self, path: str, genre: str, title: str, more: str = "", body: str = "") -> None:
        head = f"---\ngenre: {genre}\ntitre: {title}\nchapeau: Une phrase.\n{HEAD}{more}---"
        self.write(path, head + (f"\n\n{body}" if body else ""))

    def write_tool(self, slug: str, rank: int, stage: str, more: str = "", document: str = "") -> None:
        own = f"rang: {rank}\netape: {stage}\nduree: Une soirée\navec: La trésorière\n{more}modele: {document or slug}\n"
        body = "## À quoi ça sert ?\n\nÀ essayer, [ensuite](/agir/kit/).\n\n## Pas à pas\n\n1. Ouvrir\n2. Remplir"
        self.write_page(f"pages/agir/kit/{slug}.md", "outil", f"Outil {slug}", own, body)

    def load(self):
        return load_content(folder=self.folder, now=NOW)


BODY = [
    {"type": "heading", "value": "À quoi ça sert ?"},
    {"type": "text", "value": "<p>À essayer.</p><ol><li>Ouvrir</li><li>Remplir</li></ol>"},
]


def build_kit() -> None:
    """The same kit, written in the database without its files: a tenth of the time."""
    root = Page.get_first_root_node().add_child(instance=IndexPage(title="Site", slug="kit-site", lede="Un."))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": root}
    )
    Site.clear_site_root_paths_cache()
    door = root.add_child(instance=DoorPage(title="Agir", slug="agir", lede="Une.", question="Quoi ?"))
    kit = door.add_child(instance=KitPage(title="Le kit", slug="kit", lede="Une phrase."))
    for slug, rank, stage, source in (("lettre", 2, "decider", TEXT), ("plan", 1, "choisir", WORKBOOK)):
        document = DocumentTemplate.objects.create(slug=slug, source=source)
        tool = ToolPage(
            title=f"Outil {slug}", slug=slug, lede="Une phrase.", rank=rank, stage=stage, body=BODY
        )
        tool.duration, tool.company, tool.document = "Une soirée", "La trésorière", document
        kit.add_child(instance=tool)


def soffice() -> str:
    """The program, or the test is skipped, saying so."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice n’est pas là : les fichiers ne sont pas ouverts par lui.")
    return found


def convert(files: list[Path], kind: str, folder: Path) -> None:
    """Have LibreOffice open these files and save them again, all in one start."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [
        soffice(),
        "--headless",
        profile,
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
