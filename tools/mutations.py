"""Run the mutations of comptes, indicators and typologies, then the survivors once more, and sum up by module.

mutmut tries each mutant against the tests that were seen to call its function. A definition read once, or an answer
kept by a cache, is called by the first of them only: what survives is tried again with every test of its package.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "mutants"
STATS = MUTANTS / "mutmut-stats.json"
MUTMUT = ROOT / "build" / "mutations" / "bin" / "mutmut"
SURVIVED, KILLED = 0, 1
TESTS = {  # of each package: files whose every test may kill its mutants
    "comptes": ("test_comptes", "test_etats", "test_indicators", "test_specs"),
    "indicators/leviers": ("test_leviers", "test_golden"),
    "indicators": ("test_ind", "test_etats", "test_postes", "test_typed", "test_financeurs", "test_budget",
                   "test_declared", "test_golden", "test_specs"),
    "typologies": ("test_typologies", "test_golden", "test_specs"),
}  # fmt: skip


def main() -> int:
    _run()
    _widen()
    survivors = [name for name, code in _codes() if code == SURVIVED]
    if survivors:
        _run(*survivors)
    _sum_up()
    return 0


def _run(*names: str) -> None:
    """mutmut redraws its progress all along: only its end is kept."""
    with (MUTANTS.parent / "build" / "mutmut.log").open("a") as log:
        subprocess.run([str(MUTMUT), "run", "--max-children", "2", *names], cwd=ROOT, stdout=log, check=False)


def _metas() -> list[Path]:
    return sorted(MUTANTS.glob("src/socioeco/**/*.meta"))


def _codes() -> list[tuple[str, int | None]]:
    return [pair for meta in _metas() for pair in json.loads(meta.read_text())["exit_code_by_key"].items()]


def _widen() -> None:
    """Give each function the tests of its package, the quickest first."""
    stats = json.loads(STATS.read_text())
    durations = stats["duration_by_test"]
    for meta in _metas():
        place = str(meta.relative_to(MUTANTS / "src" / "socioeco"))
        files = next((files for package, files in TESTS.items() if place.startswith(package)), ())
        tests = sorted((test for test in durations if any(name in test for name in files)), key=durations.get)
        for key in json.loads(meta.read_text())["exit_code_by_key"]:
            stats["tests_by_mangled_function_name"][key.rpartition("__mutmut_")[0]] = tests
    STATS.write_text(json.dumps(stats))


def _sum_up() -> None:
    counts: dict[str, Counter[str]] = {}
    for meta in _metas():
        module = str(meta.relative_to(MUTANTS / "src" / "socioeco")).removesuffix(".py.meta")
        codes = json.loads(meta.read_text())["exit_code_by_key"].values()
        kinds = (
            "survived" if code == SURVIVED else "killed" if code == KILLED else "other" for code in codes
        )
        counts[module] = Counter(kinds)
    for module, count in counts.items():
        if count:
            print(f"{module}: {count.total()} mutants, {count['survived']} survived, {count['other']} other")
    whole = sum(counts.values(), Counter())
    print(f"whole: {whole.total()} mutants, {whole['survived']} survived, {whole['other']} other")


if __name__ == "__main__":
    sys.exit(main())
