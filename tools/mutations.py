"""Run the mutations of comptes, indicators and typologies, and sum up by module and by package.

mutmut tries each mutant against the tests that were seen to call its function, in processes forked once these modules
are read. So it cannot switch on what is made at import, and a definition read once, or an answer kept by a cache,
is called by the first test only: some survivors are no hole in the tests. docs/mesures/mutations.md sorts them.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTATED = ROOT / "mutants" / "src" / "socioeco"
MUTMUT = ROOT / "build" / "mutations" / "bin" / "mutmut"
ENDS = {0: "survived", 1: "killed", -24: "timed out", None: "not tried"}  # by exit code of the tests
OTHER = "other"


def main() -> int:
    code = subprocess.run([str(MUTMUT), "run", "--max-children", "2"], cwd=ROOT, check=False).returncode
    counts = _counts()
    for module, count in counts.items():
        _say(module, count)
    for package in dict.fromkeys(module.partition("/")[0] for module in counts):
        parts = (count for module, count in counts.items() if module.partition("/")[0] == package)
        _say(f"all of {package}", sum(parts, Counter()))
    return code


def _counts() -> dict[str, Counter[str]]:
    """How the mutants of each module that has some ended."""
    counts = {}
    for meta in sorted(MUTATED.glob("**/*.meta")):
        codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        module = str(meta.relative_to(MUTATED)).removesuffix(".py.meta")
        counts[module] = Counter(ENDS.get(code, OTHER) for code in codes)
    return {module: count for module, count in counts.items() if count}


def _say(name: str, count: Counter[str]) -> None:
    ends = ", ".join(f"{count[end]} {end}" for end in (*ENDS.values(), OTHER) if count[end])
    print(f"{name}: {count.total()} mutants, {ends}")


if __name__ == "__main__":
    sys.exit(main())
