"""Accounts: opened with an address and a code, kept, taken away, erased."""

from trajectoires.users.services.addresses import (
    NewAddressProcess,
    UnableToChange,
    change_address,
    propose_address,
)
from trajectoires.users.services.browsers import Browser, browsers_of, close_others
from trajectoires.users.services.limits import TooManyCodes
from trajectoires.users.services.pending import forget_codes, remember_code
from trajectoires.users.services.people import (
    EditorsAccount,
    erase_person,
    export_person,
    forget_unopened,
    person_at,
)
from trajectoires.users.services.rooms import offered

__all__ = [
    "Browser",
    "EditorsAccount",
    "NewAddressProcess",
    "TooManyCodes",
    "UnableToChange",
    "browsers_of",
    "change_address",
    "close_others",
    "erase_person",
    "export_person",
    "forget_codes",
    "forget_unopened",
    "offered",
    "person_at",
    "propose_address",
    "remember_code",
]
