"""Values in French, and what every file says of itself."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.conf import settings

from socioeco.formats import format_date, format_euros, format_nombre, format_pourcent, typographie
from trajectoires.kit.enums import LICENCE, LICENCE_ADDRESS, CellKind
from trajectoires.kit.models.templates import TemplateContent
from trajectoires.kit.models.templates.workbook import Written

AUTHOR = "Trajectoires socio-économiques"
_MOST_DECIMALS = 2


def in_words(value: Written | None, kind: CellKind, *, has_unit: bool) -> str:
    """« 1 234,50 € », « 25 % », « 3 mars 2026 »; without its unit in a column that says it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return format_date(value) if has_unit else f"{value:%d/%m/%Y}"
    if kind is CellKind.PART:
        return format_pourcent(value, decimals=_decimals(value * 100, 1))
    if kind is CellKind.MONTANT and has_unit:
        return format_euros(round(value * 100))
    return format_nombre(value, decimals=_decimals(value, _MOST_DECIMALS, is_amount=kind is CellKind.MONTANT))


def _decimals(value: Fraction, most: int, *, is_amount: bool = False) -> int:
    """As few as say it; an amount has none, or two."""
    rounded = round(value, most)
    if is_amount:
        return 0 if rounded == int(rounded) else most
    return next(places for places in range(most + 1) if round(value, places) == rounded)


@dataclass(frozen=True)
class Credits:
    """What each file says of itself: its model and the day of that model, its licence, where it comes from."""

    version: str
    licence: str
    site: str
    mention: str

    @property
    def lines(self) -> list[str]:
        return [each for each in (self.mention, self.version, f"{self.licence} {self.site}") if each]


def credits_of(content: TemplateContent) -> Credits:
    return Credits(
        version=typographie(f"{content.title}, modèle du {format_date(content.updated_on)}."),
        licence=f"Licence {LICENCE} ({LICENCE_ADDRESS}).",
        site=f"{AUTHOR}, {settings.SITE_URL}",
        mention=typographie(f"{content.mention.rstrip('.')}.") if content.mention else "",
    )
