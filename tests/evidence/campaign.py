"""The attacks of a release, by number: what was tried, which check finds it, and whether it was found this time.

    python -m tests.evidence.campaign

Attacks on a store are done here (`tests.evidence.attacks`); the others are tests of the suite, which do the real thing:
processes that are killed, links that are planted, files that are pipes, servers that are not there.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.evidence.attacks import ATTACKS, attacked

ROOT = Path(__file__).parents[2]
NUMBERS: dict[str, tuple[str, ...]] = {
    "19 runs deleted, cut, put back, copied": (
        "tests/console/test_tampering.py",
        "tests/records/test_postgresql.py::test_a_dropped_trigger_is_named",
        "tests/services/test_updates.py::test_a_line_of_the_log_cannot_be_taken_out",
    ),
    "20 documents of broken runs; keys of strangers": (
        "tests/console/test_tampering.py::test_nothing_is_printed_from_a_run_whose_seals_are_gone",
        "tests/services/test_keys.py",
        "tests/records/test_token_key.py",
    ),
    "21 simulators taken for instruments": ("tests/drivers/test_recognise_simulation.py",),
    "22 letterhead over marks and verdict": (
        "tests/reports/test_documents.py::test_a_letterhead_reaches_neither_marks_nor_verdict",
    ),
    "23 a changed limit, code that is not released": (
        "tests/services/code_identity/test_code_manifest.py",
        "tests/evidence/test_changes.py",
        "tests/evidence/test_plugin_changes.py",
    ),
    "24 readings of imagination": ("tests/console/test_sources_of_readings.py",),
    "25 the watchdog killed, missing, displaced; outputs left on": (
        "tests/console/test_watchdog.py",
        "tests/drivers/test_outputs.py",
    ),
    "26 into a bench that is in use": (
        "tests/evidence/test_bench_lock.py",
        "tests/services/runs/test_running.py",
        "tests/services/locks/test_shared_locks.py",
    ),
    "27 a key half written": (
        "tests/services/test_keys.py::test_an_empty_public_key_is_written_again",
        "tests/evidence/test_killed_commands.py",
    ),
    "28 passwords in messages": (
        "tests/console/test_secrets.py",
        "tests/records/test_addresses.py",
        "tests/console/test_overrides.py::test_a_password_in_a_reason_reaches_neither_journal_nor_documents",
    ),
    "29 files that are none, too deep, too large, ambiguous": (
        "tests/inputs/test_bounded.py",
        "tests/console/test_bundles.py",
        "tests/services/lots/test_lot_file.py",
        "tests/console/test_formula_cells.py",
    ),
    "30 many that create one store at once": (
        "tests/records/test_postgresql.py::test_many_writers_create_one_store_at_once",
    ),
}


class Results:
    """Counts what pytest reports, and keeps what was not found."""

    def __init__(self) -> None:
        self.done, self.missed, self.left_out = 0, [], []  # type: ignore[var-annotated]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of one test."""
        if report.failed:
            self.missed.append(report.nodeid)
        elif report.when == "call":
            self.done += 1
        elif report.skipped:
            self.left_out.append(report.nodeid)


def attempt(checks: Sequence[str]) -> Results:
    """Do the attacks of one number."""
    results = Results()
    options = ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(ROOT)]
    code = pytest.main([*options, *(str(ROOT / check) for check in checks)], plugins=[results])
    if code != pytest.ExitCode.OK and not results.missed:
        results.missed.append(f"{', '.join(checks)}: pytest ended with {code!r}")
    return results


def stores() -> list[str]:
    """Attacks on a store by somebody inside, and what `verify` said of each; a line begins with `found` or `MISSED`."""
    lines = []
    for attack in ATTACKS:
        with tempfile.TemporaryDirectory() as folder:
            expected, named, readable = attacked(attack, Path(folder))
        found = next((text for text in named if expected in text), "")
        said = f"`verify`: {found[:150]}" if found and not readable else "MISSED"
        lines.append(
            f"{said.partition(':')[0] if said == 'MISSED' else 'found '}  {(attack.__doc__ or '').strip()} {said}"
        )
    return lines


def main(*only: str) -> int:
    """Do every attack; 0 when each was found."""
    lines = [] if only else stores()
    missed = sum(line.startswith("MISSED") for line in lines)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    total = len(lines)
    for name, checks in NUMBERS.items():
        if only and name.partition(" ")[0] not in only:
            continue
        results = attempt(checks)
        missed, total = missed + len(results.missed), total + results.done + len(results.missed)
        state = "MISSED" if results.missed else "found "
        sys.stdout.write(f"{state}  {name}: {results.done} attempts found, {len(results.missed)} missed")
        sys.stdout.write(f", {len(results.left_out)} left out here" if results.left_out else "")
        sys.stdout.write("".join(f"\n        {where}" for where in results.missed) + "\n")
        sys.stdout.flush()
    sys.stdout.write(f"{total - missed} of {total} attacks found\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
