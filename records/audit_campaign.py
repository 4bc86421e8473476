"""Is a campaign what was written? For an auditor, beside `audit.py` and without the rest of Steelyard.

A folder (`steelyard campaign export CAMPAIGN -o FOLDER`) holds `campaign.ledger`, its two ledger entries as they are
stored, a JSON object a line; and a bundle of each run that counts, which `audit.py` explains.

    python audit_campaign.py FOLDER station.pub

checks both signatures; that the verdict is on the frozen plan; that each run is intact, was closed, states its cell of
this plan, is about the sample and by the regulation of that cell, and is the one that the verdict names, with its
outcome. It names cells without a run. Exit code 0: so it is;
1: it names what is not. That the verdict follows from the runs by the regulation, `steelyard campaign verify` computes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import zlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

try:
    from records import audit
except ImportError:  # beside it in one folder
    audit = import_module("audit")

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEDGER = "campaign.ledger"
FIELDS = ("n", "kind", "entry", "key", "signature")


def check(folder: Path, keys: Mapping[str, bytes]) -> list[str]:
    """What is wrong; empty where nothing is.

    Args:
        folder: The folder.
        keys: Trusted public keys (raw bytes) by fingerprint.
    """
    steps, problems = _steps(folder, keys)
    if problems:
        return problems
    planned, decided = steps
    problems += _plan(planned, decided)
    for run in decided["body"]["runs"]:
        problems += _run(folder, run, planned, keys)
    return problems


def without_run(folder: Path) -> list[str]:
    """Cells of the plan that the verdict did not need."""
    planned, decided = (json.loads(row["entry"])["body"] for row in _rows(folder))
    filled = {run["cell"] for run in decided["runs"]}
    return [cell["key"] for cell in json.loads(_text(planned))["cells"] if cell["key"] not in filled]


def _rows(folder: Path) -> list[dict[str, Any]]:
    text = (folder / LEDGER).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def _steps(folder: Path, keys: Mapping[str, bytes]) -> tuple[list[dict[str, Any]], list[str]]:
    found, problems = [], []
    rows = _rows(folder)
    if len(rows) != 2 or any(sorted(row) != sorted(FIELDS) for row in rows):
        return [], [f"{LEDGER} does not hold two ledger entries"]
    for row in rows:
        where = f"ledger entry {row['n']}"
        entry = json.loads(row["entry"])
        if audit.canonical(entry) != row["entry"] or (entry["n"], entry["kind"]) != (row["n"], row["kind"]):
            problems.append(f"{where}: it is not what was written")
        elif row["key"] not in keys:
            problems.append(f"{where}: it is signed with key {row['key']}, which is not trusted here")
        elif wrong := audit.signed(keys[row["key"]], row["signature"], audit.ledger_message(row["entry"])):
            problems.append(f"{where}: {wrong}")
        found.append(entry)
    steps = [entry["body"].get("step") for entry in found]
    if not problems and (steps != ["planned", "decided"] or {entry["kind"] for entry in found} != {"campaign"}):
        problems.append("they are not a plan and its verdict")
    return found, problems


def _text(planned: Mapping[str, Any]) -> str:
    return zlib.decompress(base64.b64decode(planned["plan"])).decode()


def _plan(planned: Mapping[str, Any], decided: Mapping[str, Any]) -> Iterator[str]:
    plan, verdict = planned["body"], decided["body"]
    if hashlib.sha256(_text(plan).encode()).hexdigest() != plan["digest"]:
        yield "the plan is not that of its digest"
    if (plan["campaign"], plan["digest"], planned["store"]) != (verdict["campaign"], verdict["plan"], decided["store"]):
        yield "the verdict is on another plan"
    if decided["n"] <= planned["n"]:
        yield "the verdict stands before the plan"
    known = {cell["key"] for cell in json.loads(_text(plan))["cells"]}
    named = [run["cell"] for run in verdict["runs"]]
    yield from (f"cell {cell} is not of the plan" for cell in named if cell not in known)
    yield from (f"cell {cell} has two runs" for cell in sorted({c for c in named if named.count(c) > 1}))


def _run(folder: Path, run: Mapping[str, Any], planned: Mapping[str, Any], keys: Mapping[str, bytes]) -> Iterator[str]:
    where = f"cell {run['cell']}, run {run['run']}"
    file = folder / f"{run['run']}.bundle"
    if not file.is_file():
        yield f"{where}: its bundle is missing"
        return
    entries, seals, files = audit.read_bundle(file.read_text(encoding="utf-8"))
    if broken := audit.check(entries, seals, keys, files=files.get):
        yield f"{where}: entry {broken.seq}: {broken.problem}"
        return
    first, last = entries[0], entries[-1]
    stated = {"campaign": planned["body"]["campaign"], "cell": run["cell"], "plan": planned["n"]}
    yield from (f"{where}: {wrong}" for wrong in _not_by_the_plan(first["body"], run["cell"], planned))
    if first["run"] != run["run"] or first["body"].get("campaign") != stated:
        yield f"{where}: it does not state this cell of this plan"
    if last["kind"] != "closed" or last["hash"] != run["hash"] or last["body"].get("outcome") != run["outcome"]:
        yield f"{where}: it did not end as the verdict says"


def _not_by_the_plan(began: Mapping[str, Any], key: str, planned: Mapping[str, Any]) -> Iterator[str]:
    """Regulation, stage or subject of a run that are not those of its cell."""
    plan = json.loads(_text(planned["body"]))
    cell = next((c for c in plan["cells"] if c["key"] == key), None)
    if cell is None:
        return
    asked = (cell["regulation"], cell.get("stage", "initial"))
    if (began["regulation"]["id"], began["stage"]) != asked:
        yield f"it is not by {asked[0]}, {asked[1]}"
    sample = next(s["nameplate"] for s in plan["samples"] if s["key"] == cell["sample"])
    wanted = sample | cell.get("fields", {})
    for field in ("maker", "model", "serial"):
        if str(began["nameplate"].get(field)) != str(wanted.get(field)):
            yield f"it is about {field} {began['nameplate'].get(field)}, the plan says {wanted.get(field)}"


def main(folder: str, *key_files: str) -> int:
    """Check a folder against the public keys in files."""
    try:
        keys = audit.read_keys(" ".join(Path(name).read_text(encoding="ascii") for name in key_files))
        problems = check(Path(folder), keys)
        unfilled = [] if problems else without_run(Path(folder))
    except (OSError, RecursionError, ValueError, LookupError, TypeError, AttributeError, zlib.error) as error:
        sys.stdout.write(f"not a campaign with its keys: {type(error).__name__}: {error}\n")
        return 1
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        return 1
    verdict = json.loads(_rows(Path(folder))[1]["entry"])["body"]
    sys.stdout.write(
        f"intact: campaign {verdict['campaign']}, {len(verdict['runs'])} runs, verdict {verdict['outcome']}\n"
    )
    if unfilled:
        sys.stdout.write(f"cells that the verdict did not need: {', '.join(unfilled)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
