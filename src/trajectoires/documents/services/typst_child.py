"""Run by `typesetting` in a process of its own, by its path: a folder and values in, a PDF out.

typst keeps what it has drawn, some 40 MB for a long document, ten documents long: all of it goes with the process.
"""

import json
import sys
from pathlib import Path

import typst


def main() -> int:
    order = json.load(sys.stdin)
    folder = Path(order["folder"])
    try:
        drawn = typst.compile(
            folder / order["main"],
            root=folder,
            font_paths=[order["fonts"]],
            ignore_system_fonts=True,
            sys_inputs={"values": order["values"]},
            pdf_standards=["ua-1"],
            timestamp=order["timestamp"],
        )
    except (typst.TypstError, RuntimeError) as fault:
        print(str(fault) or getattr(fault, "diagnostic", ""), file=sys.stderr)
        return 1
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
