"""The accounts the generator posts to, by key and by regime.

A key names an economic object once; its number and label follow the regime. Labels stay within ISO 8859-15
(plain apostrophe and hyphen), as accounting programs print them.
"""

from __future__ import annotations

from typing import Final

from socioeco.generator.records import Regime

Account = tuple[str, str]

_BILAN: Final[dict[str, Account]] = {
    "fonds_propres": ("102200", "Fonds statutaires"),
    "report": ("110000", "Report à nouveau (solde créditeur)"),
    "report_deficit": ("119000", "Report à nouveau (solde débiteur)"),
    "excedent": ("120000", "Résultat de l'exercice (excédent)"),
    "deficit": ("129000", "Résultat de l'exercice (déficit)"),
    "subvention_investissement": ("131000", "Subventions d'investissement"),
    "subvention_investissement_inscrite": ("139000", "Subventions d'investissement inscrites au résultat"),
    "provision_risques": ("151800", "Autres provisions pour risques"),
    "provision_retraite": ("153000", "Provisions pour pensions et obligations similaires"),
    "emprunt": ("164000", "Emprunts auprès des établissements de crédit"),
    "fonds_dedies_subventions": ("194000", "Fonds dédiés sur subventions d'exploitation"),
    "materiel": ("215400", "Matériel d'activité"),
    "agencements": ("218100", "Agencements et installations"),
    "vehicule": ("218200", "Matériel de transport"),
    "informatique": ("218300", "Matériel de bureau et informatique"),
    "amort_materiel": ("281540", "Amortissements du matériel d'activité"),
    "amort_agencements": ("281810", "Amortissements des agencements"),
    "amort_vehicule": ("281820", "Amortissements du matériel de transport"),
    "amort_informatique": ("281830", "Amortissements du matériel informatique"),
    "stock": ("370000", "Stocks de marchandises"),
    "fournisseurs": ("401000", "Fournisseurs"),
    "factures_non_parvenues": ("408100", "Fournisseurs - factures non parvenues"),
    "usagers": ("411000", "Usagers et clients"),
    "personnel": ("421000", "Personnel - rémunérations dues"),
    "conges_dus": ("428200", "Dettes provisionnées pour congés à payer"),
    "urssaf": ("431000", "Sécurité sociale"),
    "caisses_retraite": ("437000", "Autres organismes sociaux"),
    "subventions_a_recevoir": ("441000", "Subventions d'exploitation à recevoir"),
    "subventions_invest_a_recevoir": ("441100", "Subventions d'investissement à recevoir"),
    "prelevement_source": ("442100", "Prélèvement à la source"),
    "taxes_dues": ("447000", "Autres impôts, taxes et versements assimilés"),
    "frais_benevoles": ("468100", "Frais des bénévoles"),
    "produits_avance": ("487000", "Produits constatés d'avance"),
    "cartes": ("511500", "Cartes bancaires à encaisser"),
    "banque": ("512100", "Banque - compte courant"),
    "livret": ("512200", "Banque - livret"),
    "caisse": ("530000", "Caisse"),
    "virements_internes": ("580000", "Virements internes"),
}

_RESULTAT: Final[dict[str, Account]] = {
    "variation_stock": ("603700", "Variation des stocks de marchandises"),
    "achats_prestations": ("604000", "Achats d'études et prestations de services"),
    "energie": ("606100", "Energie, eau, chauffage"),
    "petit_equipement": ("606300", "Fournitures d'entretien et petit équipement"),
    "fournitures": ("606400", "Fournitures administratives"),
    "marchandises": ("607000", "Achats de marchandises"),
    "sous_traitance": ("611000", "Sous-traitance générale"),
    "loyers": ("613200", "Locations immobilières"),
    "locations": ("613500", "Locations mobilières"),
    "entretien": ("615000", "Entretien et réparations"),
    "assurance": ("616000", "Primes d'assurance"),
    "documentation": ("618100", "Documentation générale"),
    "honoraires": ("622600", "Honoraires"),
    "communication": ("623000", "Publicité, publications, relations publiques"),
    "deplacements": ("625100", "Voyages et déplacements"),
    "frais_deplacement_benevoles": ("625600", "Frais de mission des bénévoles"),
    "telecoms": ("626000", "Frais postaux et de télécommunications"),
    "frais_bancaires": ("627000", "Services bancaires"),
    "adhesions": ("628100", "Cotisations versées"),
    "taxe_salaires": ("631100", "Taxe sur les salaires"),
    "formation_continue": ("633300", "Participation à la formation professionnelle"),
    "salaires": ("641100", "Salaires et appointements"),
    "conges_payes": ("641200", "Congés payés"),
    "indemnites_rupture": ("641400", "Indemnités et avantages divers"),
    "cotisations_urssaf": ("645100", "Cotisations à l'URSSAF"),
    "cotisations_retraite": ("645300", "Cotisations aux caisses de retraite"),
    "sante_travail": ("647500", "Médecine du travail"),
    "droits_auteur": ("651000", "Redevances et droits d'auteur"),
    "interets": ("661100", "Intérêts des emprunts"),
    "dotation_amortissements": ("681120", "Dotations aux amortissements"),
    "dotation_provisions": ("681500", "Dotations aux provisions"),
    "prestations": ("706000", "Prestations de services"),
    "marches_publics": ("706100", "Prestations - commande publique"),
    "billetterie": ("706200", "Billetterie"),
    "ventes_marchandises": ("707000", "Ventes de marchandises"),
    "activites_annexes": ("708000", "Produits des activités annexes"),
    "interets_livret": ("768000", "Intérêts du livret"),
    "reprise_provisions": ("781500", "Reprises sur provisions"),
    "secours_nature": ("860000", "Secours en nature"),
    "mise_a_disposition": ("861000", "Mise à disposition gratuite de biens"),
    "personnel_benevole": ("864000", "Personnel bénévole"),
    "prestations_nature": ("871000", "Prestations en nature"),
}

# Three accounts, in the order of the regimes: CRC 99-01, ANC 2018-06, PCG 2025.
_BY_REGIME: Final[dict[str, tuple[Account, Account, Account]]] = {
    "reserves_projet": (
        ("106800", "Réserves pour projet associatif"),
        ("106800", "Réserves pour projet de l'entité"),
        ("106800", "Réserves pour projet de l'entité"),
    ),
    "fonds_dedies_dons": (
        ("195000", "Fonds dédiés sur dons manuels affectés"),
        ("196000", "Fonds dédiés sur ressources liées à la générosité"),
        ("196000", "Fonds dédiés sur ressources liées à la générosité"),
    ),
    "licences": (
        ("652000", "Licences fédérales"),
        ("652000", "Licences fédérales"),
        ("628110", "Licences fédérales"),
    ),
    "penalites": (
        ("671200", "Pénalités et amendes"),
        ("671200", "Pénalités et amendes"),
        ("658200", "Pénalités et amendes"),
    ),
    "valeur_comptable_cedee": (
        ("675000", "Valeurs comptables des éléments d'actif cédés"),
        ("675000", "Valeurs comptables des éléments d'actif cédés"),
        ("652000", "Valeurs comptables des immobilisations cédées"),
    ),
    "reports_subventions": (
        ("689400", "Engagements à réaliser sur subventions attribuées"),
        ("689400", "Reports en fonds dédiés sur subventions d'exploitation"),
        ("689400", "Reports en fonds dédiés sur subventions d'exploitation"),
    ),
    "reports_dons": (
        ("689500", "Engagements à réaliser sur dons manuels affectés"),
        ("689600", "Reports en fonds dédiés sur générosité"),
        ("689600", "Reports en fonds dédiés sur générosité"),
    ),
    "parrainages": (("708800", "Parrainages"), ("706300", "Parrainages"), ("706300", "Parrainages")),
    "ventes_dons_nature": (
        ("758700", "Ventes de dons en nature"),
        ("707300", "Ventes de dons en nature"),
        ("707300", "Ventes de dons en nature"),
    ),
    "subvention_etat": (
        ("741000", "Subvention Etat"),
        ("740100", "Subvention Etat"),
        ("741100", "Subvention Etat"),
    ),
    "subvention_drac": (
        ("741200", "Subvention DRAC"),
        ("740200", "Subvention DRAC"),
        ("741200", "Subvention DRAC"),
    ),
    "subvention_region": (
        ("742000", "Subvention Région"),
        ("740300", "Subvention Région"),
        ("741300", "Subvention Région"),
    ),
    "subvention_departement": (
        ("743000", "Subvention Conseil départemental"),
        ("740400", "Subvention Conseil départemental"),
        ("741400", "Subvention Conseil départemental"),
    ),
    "subvention_ville": (
        ("744000", "Subvention Ville"),
        ("740500", "Subvention Ville"),
        ("741500", "Subvention Ville"),
    ),
    "subvention_agglomeration": (
        ("745100", "Subvention Communauté d'agglomération"),
        ("740600", "Subvention Communauté d'agglomération"),
        ("741600", "Subvention Communauté d'agglomération"),
    ),
    "subvention_caf": (
        ("745200", "Subvention CAF"),
        ("740700", "Subvention CAF"),
        ("741700", "Subvention CAF"),
    ),
    "subvention_europe": (
        ("746000", "Subvention FSE"),
        ("740800", "Subvention FSE"),
        ("741800", "Subvention FSE"),
    ),
    "subvention_asp": (
        ("747000", "ASP - aides aux postes"),
        ("740900", "ASP - aides aux postes"),
        ("741900", "ASP - aides aux postes"),
    ),
    "contribution_fondation": (
        ("748000", "Aides privées - fondation"),
        ("755100", "Contributions financières - fondation"),
        ("755100", "Contributions financières - fondation"),
    ),
    "cotisations": (
        ("756000", "Cotisations"),
        ("756100", "Cotisations sans contrepartie"),
        ("756100", "Cotisations sans contrepartie"),
    ),
    "cotisations_activite": (
        ("756000", "Cotisations"),
        ("756200", "Cotisations avec contrepartie"),
        ("756200", "Cotisations avec contrepartie"),
    ),
    "dons": (("758800", "Dons manuels"), ("754110", "Dons manuels"), ("754110", "Dons manuels")),
    "collecte": (("754000", "Collectes"), ("754110", "Dons manuels"), ("754110", "Dons manuels")),
    "mecenat": (("758820", "Mécénat"), ("754200", "Mécénats"), ("754200", "Mécénats")),
    "abandons_frais": (
        ("758500", "Abandons de frais par les bénévoles"),
        ("754120", "Abandons de frais par les bénévoles"),
        ("754120", "Abandons de frais par les bénévoles"),
    ),
    "cessions": (
        ("775000", "Produits des cessions d'éléments d'actif"),
        ("775000", "Produits des cessions d'éléments d'actif"),
        ("757000", "Produits des cessions d'immobilisations"),
    ),
    "quote_part": (
        ("777000", "Quote-part des subventions d'investissement"),
        ("777000", "Quote-part des subventions d'investissement"),
        ("747000", "Quote-part des subventions d'investissement"),
    ),
    "remboursements_formation": (
        ("791000", "Transferts de charges - formation du personnel"),
        ("791000", "Transferts de charges - formation du personnel"),
        ("649000", "Remboursements de charges de personnel"),
    ),
    "indemnites_assurance": (
        ("791200", "Transferts de charges - indemnités d'assurance"),
        ("791200", "Transferts de charges - indemnités d'assurance"),
        ("758700", "Indemnités d'assurance"),
    ),
    "utilisations_subventions": (
        ("789400", "Report des ressources non utilisées sur subventions"),
        ("789400", "Utilisations de fonds dédiés sur subventions"),
        ("789400", "Utilisations de fonds dédiés sur subventions"),
    ),
    "utilisations_dons": (
        ("789500", "Report des ressources non utilisées sur dons"),
        ("789600", "Utilisations de fonds dédiés sur générosité"),
        ("789600", "Utilisations de fonds dédiés sur générosité"),
    ),
    "benevolat": (("870000", "Bénévolat"), ("875000", "Bénévolat"), ("875000", "Bénévolat")),
    "dons_nature": (("875000", "Dons en nature"), ("870000", "Dons en nature"), ("870000", "Dons en nature")),
}

_RANKS: Final[dict[Regime, int]] = {Regime.CRC_99_01: 0, Regime.ANC_2018_06: 1, Regime.PCG_2025: 2}
_COMMON: Final[dict[str, Account]] = {**_BILAN, **_RESULTAT}


def compte_for(key: str, regime: Regime) -> Account:
    """Return the number and label of `key` under `regime`; an unknown key is a programming error."""
    if key in _BY_REGIME:
        return _BY_REGIME[key][_RANKS[regime]]
    return _COMMON[key]


def all_keys() -> tuple[str, ...]:
    """Every key of the chart, in order."""
    return (*_COMMON, *_BY_REGIME)
