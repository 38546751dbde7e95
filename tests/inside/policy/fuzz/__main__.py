"""Searches for a program that the policy accepts and that touches what no program may. For long runs by hand:

python -m tests.inside.policy.fuzz --programs 100000 --seed 7
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings

from tests.inside.policy.fuzz import openings
from tests.inside.policy.fuzz.ground import Ground
from tests.inside.policy.fuzz.search import Report, Search
from tests.inside.policy.fuzz.words import words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=1_000, help="accepted programs to run, for each seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds, one after another")
    parser.add_argument("--findings", type=int, default=10, help="end after this many")
    parser.add_argument("--open", choices=sorted(openings.OPENINGS), help="leave one thing of the policy out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets of names decide on the order of violations
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONHASHSEED": "0"})
    warnings.simplefilter("ignore")
    if options.open:
        openings.OPENINGS[options.open]()
    ground = Ground()
    known = words(ground.start)
    for seed in range(options.seed, options.seed + options.seeds):
        report = Search(ground, known, seed).go(options.programs, findings=options.findings)
        if options.json:
            print(json.dumps({**vars(report), "ended": dict(report.ended)}))
        else:
            show(seed, report)


def show(seed: int, report: Report) -> None:
    share = 100 * report.accepted / max(report.made, 1)
    print(
        f"seed {seed}: {report.made} programs made, {share:.0f} % accepted and run, "
        f"{report.run / max(report.seconds, 0.001):.0f} a second; {report.stopped} stopped by limits, "
        f"{report.kept} kept, {len(report.found)} findings",
        flush=True,
    )
    print("  ended:", ", ".join(f"{name} {count}" for name, count in report.ended.most_common(12)), flush=True)
    for what, program in report.found:
        print(f"--- {what}", *program, "", sep="\n", flush=True)


if __name__ == "__main__":
    main()
