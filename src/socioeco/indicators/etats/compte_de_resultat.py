"""The compte de résultat: classes 6 and 7 in the layout of their chart, classes 86 and 87 at the foot."""

from collections import defaultdict
from collections.abc import Mapping

from socioeco.comptes import Regime
from socioeco.indicators.etats.building import Accounts, build, build_section
from socioeco.indicators.etats.definitions import etats_definition, longest_prefix
from socioeco.indicators.etats.model import CompteDeResultat
from socioeco.indicators.sources import SourceLine, source_of
from socioeco.readers import Balance


def compute_compte_de_resultat(balance: Balance, regime: Regime) -> CompteDeResultat:
    """Every account of classes 6, 7, 86 and 87 on one line, by its number; accounts that are nil are left out.

    The number decides, not the label: this is the statement the accountant prints. What a label says of a resource
    is in `compute_ressources`. Legacies are net of their charges since 2020, so a total of produits may differ from
    class 7; the result never does.
    """
    layout = etats_definition(regime.code)
    flows = Accounts(comptes=_placed(balance, layout.places_of_resultat, "6", "7"))
    in_kind = Accounts(comptes=_placed(balance, layout.places_in_kind, "86", "87"))
    return CompteDeResultat(
        regime=regime.code,
        titre=layout.titre,
        rubriques=build(layout.compte_de_resultat, flows),
        contributions_volontaires=tuple(
            build_section(section, in_kind) for section in layout.contributions_volontaires
        ),
    )


def _placed(balance: Balance, places: Mapping[str, str], *classes: str) -> Mapping[str, list[SourceLine]]:
    """Accounts by line: the layout has one for every account of these classes."""
    found: defaultdict[str, list[SourceLine]] = defaultdict(list)
    for line in balance.matching(*classes):
        if line.solde_crediteur_centimes:
            found[places[longest_prefix(places, line.compte)]].append(source_of(line))
    return found
