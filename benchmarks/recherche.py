"""How good the search is on the judged queries: nDCG at 10, share without result, queries a search.

Part a is printed whole: the engine is tuned with it, and with part c. Of part b, only totals: nobody who tunes may read it.
Loads content/ into a database of its own, measures, and takes it all back. Writes docs/mesures/recherche.md.
"""

import argparse
import contextlib
import datetime as dt
import math
import os
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
JUDGED = ROOT / "tests" / "portal" / "search" / "judged"
REPORT = ROOT / "docs" / "mesures" / "recherche.md"
CORPUS = ROOT / "benchmarks" / "recherche_corpus.txt"
TOP = 10
LEAST_NDCG, MOST_EMPTY, MOST_QUERIES = 0.85, 0.03, 4
REPORT_TEXT = """# The search: the judged queries

How good the answers of `/recherche/` are, on queries that somebody judged before the engine, without having seen it.

- Date: {date}.
- Command: `just recherche` (`benchmarks/recherche.py`); `--detail` shows what is missed on part a.
- Set: [`tests/portal/search/judged/`](../../tests/portal/search/judged/README.md), 0 to 3 for each address.
- nDCG at 10: what the ten first addresses are worth in this order, against the best ten in the best order. What is ranked is
  what the page puts first to last: the page that answers an intention, then the results by relevance.
- The assessor had read {read} addresses ([list](../../benchmarks/recherche_corpus.txt)). The other results (each page of the
  method, pages written since) have no judgement: the first figure leaves them out of the ranking, « strict » counts them as
  worth nothing.

| Part | Queries | nDCG@10 | strict | without result | database queries, at most | time, median |
|---|---:|---:|---:|---:|---:|---:|
{rows}

Parts a and c were read while tuning, part b by this program only: b is the one that says the quality.

## Part a by kind

| Kind | nDCG@10 |
|---|---:|
{kinds}

## What was done with each part

- The first whole engine, before any tuning, scored 0.746 on part a (0.727 strict), 0.9 % without result.
- Then, on part a: results that say all the words are never cut; dotted acronyms; headings of pages count more; words of one
  stem may be another word; phrases of intentions must be half typed; two passes over ten weights (all flat: ± 0.01). Two
  lines of data changed after part a was read: the page of « nous avons perdu une subvention », and « pertes et profits ».
- {second_part}
"""
SECOND_PART = """Part b was measured once (0.896 on 87 addresses).
- Then the corpus grew to some 380 addresses: 0.841 on a, 0.785 on b.
- On 2026-11-26 both parts were completed: for each query, the ten first addresses of this engine and of PostgreSQL's plain
  ranking, and two drawn by lot, none judged yet, were mixed and judged by three assessors who had not seen the engine (2,356
  pairs, 521 worth something). Words of the site (association) and of long sentences were left out, a swap of two letters is
  always tried, pages linked to the one that answers an intention gain a place, 60 intentions and 60 synonyms were written:
  0.870 on a, **0.800 on b, before anybody had read it**.
- b was then opened, became the end of a, and 300 phrases were written from what it missed. A new b of 107 queries, by
  another assessor who gives worth to many more addresses (11.8 a query), measured 0.735: it was opened too, and is c.
- The third b, of {third} queries, by a third assessor, measured 0.809.
- Then editors were given a field, « on cherche aussi avec ces mots », and five writers who had seen neither the
  judged queries nor the engine filled it from the pages alone, 4,600 expressions. Nearness to an expression lifts its
  page; six weights were swept on a and c, the words being there: 0.874 on a, **0.850 on b**, 0.823 on c, lessons
  still without judgement.
- The lessons were added and the judgements completed in the same way as before (3,612 pairs, 864 worth something, by
  five assessors who had not seen the engine; three say that they saw the new field while they opened pages, which may
  have weighed on some of their 1): that is the table above. b is still unread by whoever tunes.

What a reader sees of b: {reader}."""


@dataclass(frozen=True)
class Judged:
    """What somebody may type, and what each address is worth to her, from 0 to 3."""

    query: str
    kind: str
    judgements: Mapping[str, int]


@dataclass(frozen=True)
class Measured:
    """`whole`: with the pages that nobody judged. `missed`: worth 2 or more, and not among the first ten."""

    kind: str
    query: str
    ndcg: float
    whole: float
    count: int
    queries: int
    milliseconds: float
    wanted_at: int  # the first place of an address worth 3; 0 when none is among the first ten
    first: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True)
class Totals:
    ndcg: float
    whole: float
    empty: float
    most_queries: int
    milliseconds: float


def read_part(name: str) -> list[Judged]:
    rows = yaml.safe_load((JUDGED / f"{name}.yaml").read_text(encoding="utf-8"))
    return [Judged(row["query"], row["kind"], row["judgements"]) for row in rows]


def ndcg(hrefs: Sequence[str], judgements: Mapping[str, int]) -> float:
    """Of what the ten first addresses are worth in this order, against the best ten in the best order."""
    best = _gain(sorted(judgements.values(), reverse=True)[:TOP])
    return _gain([judgements.get(href, 0) for href in hrefs[:TOP]]) / best


def _gain(worths: Iterable[int]) -> float:
    return sum((2**worth - 1) / math.log2(place + 2) for place, worth in enumerate(worths))


def measure(part: Sequence[Judged]) -> list[Measured]:
    """Search each query as a reader does. The database has the corpus, its words and its vocabulary."""
    return [_measured(each) for each in part]


def _measured(judged: Judged) -> Measured:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from trajectoires.search.selectors import find

    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        found = find(judged.query)
        spent = time.perf_counter() - start
    every = ranking(found)
    hrefs = [href for href in every if href in read_corpus()]
    wanted = [href for href, worth in judged.judgements.items() if worth >= 2]
    return Measured(
        kind=judged.kind,
        query=judged.query,
        ndcg=ndcg(hrefs, judged.judgements),
        whole=ndcg(every, judged.judgements),
        count=len(every),
        queries=len(queries),
        milliseconds=spent * 1000,
        wanted_at=next(
            (place for place, href in enumerate(hrefs[:TOP], 1) if judged.judgements.get(href) == 3), 0
        ),
        first=tuple(hrefs[:TOP]),
        missed=tuple(href for href in wanted if href not in hrefs[:TOP]),
    )


def ranking(found: Any) -> list[str]:
    """What the page puts first to last: the page that answers an intention, then the results."""
    meant = [found.meant.href] if found.meant else []
    return list(dict.fromkeys([*meant, *(each.href for each in found.results)]))


@cache
def read_corpus() -> frozenset[str]:
    """The addresses that the assessor had read: the others were given no worth, which is not to be worth nothing."""
    return frozenset(CORPUS.read_text(encoding="utf-8").split())


def totals(measured: Sequence[Measured]) -> Totals:
    return Totals(
        ndcg=statistics.mean(each.ndcg for each in measured),
        whole=statistics.mean(each.whole for each in measured),
        empty=sum(not each.count for each in measured) / len(measured),
        most_queries=max(each.queries for each in measured),
        milliseconds=statistics.median(each.milliseconds for each in measured),
    )


def by_kind(measured: Sequence[Measured]) -> dict[str, float]:
    kinds = dict.fromkeys(each.kind for each in measured)
    return {kind: statistics.mean(each.ndcg for each in measured if each.kind == kind) for kind in kinds}


def main() -> int:
    options = _options()
    _set_up()
    with _loaded_corpus():
        parts = {name: measure(read_part(name)) for name in options.parts}
    for name, measured in parts.items():
        print(_summary(name, measured))
        print(_detail(measured) if name == "a" and options.detail else "", end="")
    if options.write:
        REPORT.write_text(_report(parts), encoding="utf-8")
    return int(not all(holds(totals(parts[name])) for name in ("a", "b") if name in parts))


def holds(found: Totals) -> bool:
    return found.ndcg >= LEAST_NDCG and found.empty < MOST_EMPTY and found.most_queries <= MOST_QUERIES


def _set_up() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    os.environ["TRAJECTOIRES_MODE"] = "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    import django

    django.setup()


@contextlib.contextmanager
def _loaded_corpus() -> Iterator[None]:
    """A database of tests with the whole of content/, taken back at the end."""
    from django.conf import settings
    from django.db import connection, transaction
    from django.utils import timezone

    from trajectoires.content.services import load_content, load_search_words

    connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=True)
    with transaction.atomic():
        report = load_content(folder=settings.CONTENT_DIR, now=timezone.now())
        problems = [*map(str, report.problems), *load_search_words(folder=settings.CONTENT_DIR)]
        if problems:
            raise SystemExit("\n".join(problems))
        yield
        transaction.set_rollback(True)


def _summary(name: str, measured: Sequence[Measured]) -> str:
    found = totals(measured)
    lines = [
        f"Part {name}: {len(measured)} queries",
        f"  nDCG@10 {found.ndcg:.3f} (unread pages counted as worth nothing: {found.whole:.3f})",
        f"  without result {found.empty:.1%}; at most {found.most_queries} database queries;"
        f" median {found.milliseconds:.0f} ms",
    ]
    if name == "a":
        lines += [f"  {kind:<10} {value:.3f}" for kind, value in by_kind(measured).items()]
    return "\n".join(lines)


def _detail(measured: Sequence[Measured]) -> str:
    worst = sorted((each for each in measured if each.ndcg < LEAST_NDCG), key=lambda each: each.ndcg)
    return "".join(
        f"{each.ndcg:.2f} {each.kind} « {each.query} » ({each.count})\n"
        f"     got    {' '.join(each.first[:6])}\n     missed {' '.join(each.missed)}\n"
        for each in worst
    )


def _report(parts: Mapping[str, Sequence[Measured]]) -> str:
    rows = [_row(name, measured) for name, measured in parts.items()]
    kinds = [f"| {kind} | {value:.3f} |" for kind, value in by_kind(parts.get("a", [])).items()]
    return REPORT_TEXT.format(
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        rows="\n".join(rows),
        kinds="\n".join(kinds),
        read=len(read_corpus()),
        second_part=SECOND_PART.format(third=len(parts.get("b", [])), reader=_seen(parts.get("b", []))),
    )


def _seen(measured: Sequence[Measured]) -> str:
    """Where the first address that the person wants stands, in shares of the queries."""
    share = {
        last: 100 * sum(0 < each.wanted_at <= last for each in measured) / max(1, len(measured))
        for last in (1, 3, TOP)
    }
    return (
        f"an address worth 3 comes first for {share[1]:.0f} % of the queries, among the three first for {share[3]:.0f} %,"
        f" among the ten first for {share[TOP]:.0f} %"
    )


def _row(name: str, measured: Sequence[Measured]) -> str:
    found = totals(measured)
    return (
        f"| {name} | {len(measured)} | {found.ndcg:.3f} | {found.whole:.3f} | {100 * found.empty:.1f} % |"
        f" {found.most_queries} | {found.milliseconds:.0f} ms |"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["a", "b", "c"])
    parser.add_argument("--detail", action="store_true", help="each query of part a below the bar")
    parser.add_argument("--write", action="store_true", help="writes docs/mesures/recherche.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
