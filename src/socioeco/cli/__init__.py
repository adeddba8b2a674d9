"""The command `socioeco`. What this package imports to print its help is argparse and nothing else that is slow.

Each command is a module of its own, imported when it runs: the readers, the charts of accounts and the spreadsheets
that they need would make `--help` wait for what it does not use.
"""

import sys
from collections.abc import Sequence

from socioeco.cli.parser import BLOCKED, INTERRUPTED, OK, STRICT, USAGE, build_parser

__all__ = ["BLOCKED", "INTERRUPTED", "OK", "STRICT", "USAGE", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point; gives the exit status, whatever the files hold. A wrong command raises SystemExit(2)."""
    words = sys.argv[1:] if argv is None else argv
    options = build_parser(words).parse_args(words)
    try:
        return _run(options.commande, options)
    except KeyboardInterrupt:
        print("Interrompu.", file=sys.stderr)
        return INTERRUPTED


def _run(command: str, options: object) -> int:
    from importlib import import_module

    from socioeco.cli.screen import complain

    module = import_module(f"socioeco.cli.{command}")
    try:
        status: int = module.run(options)
    except module.REFUSALS as refusal:
        complain(str(refusal))
        return USAGE
    return status
