"""`steelyard reevaluate` on the screen: which verdicts change, and which documents they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.cli.screen import plain, print_json, print_table, say, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from records.store import Store
    from sequencer.certificate_change import CertificateChange
    from sequencer.reevaluation import Changed, Reevaluation

COLUMNS = (
    "run",
    "规程 Regulation",
    "器具 Subject",
    "№",
    "证书 Document",
    "原 Old",
    "现 New",
    "项目 Items",
    "原因 Reason",
)
MOST_LINES = 200
"""Lines of the table on the screen; `--json` holds all."""


def tell(standard: str, since: date, certificate: Path | None, url: str, *, withdrawn: bool, as_json: bool) -> int:
    """Decide again and say what changes; 0 nothing, 1 something, or a run could not be decided.

    Raises:
        RegisterError: The file of the certificate cannot be used, or nothing, or both, was said of the certificate.
        RecordsError: No finished run relied on the standard since then, or the store cannot be read.
    """
    from records.keys import trusted_keys
    from records.store import Store
    from sequencer.reevaluation import reevaluate
    from services.prepare import rebuild

    change = _change(standard, since, certificate, withdrawn=withdrawn)
    store = Store(url)
    found = reevaluate(store, change, rebuild, trusted_keys())
    if not found.concerned:
        _refuse_unknown(store, change)
    document = _document(change, found)
    if as_json:
        print_json(document)
    else:
        _show(document)
    return 1 if found.changed or found.unreliable else 0


def _change(standard: str, since: date, certificate: Path | None, *, withdrawn: bool) -> CertificateChange:
    from records.errors import RegisterError
    from records.recall import read_certificate
    from sequencer.certificate_change import CertificateChange

    if withdrawn and certificate is None:
        return CertificateChange(standard, since, withdrawn=True)
    if certificate is None or withdrawn:
        raise RegisterError("--certificate", ["give the corrected certificate as a file, or --withdrawn; one of them"])
    corrected = read_certificate(certificate)
    return CertificateChange(standard, since, corrected.numbers(), corrected.valid_until)


def _refuse_unknown(store: Store, change: CertificateChange) -> None:
    """A name that no run knows is more often a slip than good news."""
    from records.errors import RegisterError
    from records.scan import scan

    used = {
        name
        for _, opened in scan(store, "opened", lambda _run, _seq: None)
        for s in opened["standards"]
        for name in (s["id"], s["certificate"])
    }
    if change.standard not in used:
        known = ", ".join(sorted(used)) or "none"
        raise RegisterError("--standard", [f"no stored run used {change.standard!r}; runs used {known}"])


def _document(change: CertificateChange, found: Reevaluation) -> dict[str, Any]:
    changed = [_line(c) for c in found.changed]
    return {
        "standard": change.standard,
        "as_of": change.since.isoformat(),
        "withdrawn": change.withdrawn,
        "concerned": found.concerned,
        "unchanged": found.unchanged,
        "replayed": found.replayed,
        "changed": changed,
        "certificates": [line["document"] for line in changed if line["old"] == "conform"],
        "notices": [line["document"] for line in changed if line["old"] == "not_conform"],
        "unreliable": [{"run": run, "problem": problem} for run, problem in sorted(found.unreliable.items())],
    }


def _line(changed: Changed) -> dict[str, Any]:
    opened = changed.opened
    return {
        "run": changed.run,
        "date": opened["date"],
        "regulation": opened["regulation"]["id"],
        "subject": opened["subject"]["name"],
        "serial": opened["subject"]["serial"],
        "document": _number(changed),
        "old": str(changed.old.outcome),
        "new": str(changed.new.outcome),
        "items": {key: {"old": str(old), "new": str(new)} for key, (old, new) in changed.items.items()},
        "reasons": [reason.to_dict() for reason in changed.new.reasons],
    }


def _number(changed: Changed) -> str:
    from records.event import Event
    from reports.identity import certificate_number
    from reports.model import read_run

    return certificate_number(read_run([Event(changed.run, 0, "", "opened", "", changed.opened, "", "")]))


def _show(document: Mapping[str, Any]) -> None:
    lines = document["changed"]
    if lines:
        print_table("结论改变的检定 Verdicts that change", COLUMNS, [_row(line) for line in lines[:MOST_LINES]])
    if len(lines) > MOST_LINES:
        say(f"  … {len(lines) - MOST_LINES} more; --json lists all")
    for line in document["unreliable"]:
        say(f"[bold red]✗[/] {plain(line['run'])}: {plain(line['problem'])}")
    certificates = document["certificates"]
    if certificates:
        say(f"[bold]受影响的检定证书 Certificates affected[/] ({len(certificates)}):")
        say(*(f"  {plain(number)}" for number in certificates[:MOST_LINES]))
    say(
        f"{document['concerned']} 次检定使用该标准 runs relied on it: {len(lines)} 次改变 change, "
        f"{document['unchanged']} 次不变 stay, {len(document['unreliable'])} 次无法复评 cannot be decided again "
        f"({document['replayed']} 次逐条复算 gone over entry by entry)"
    )


def _row(line: Mapping[str, Any]) -> list[str]:
    items = ", ".join(line["items"])
    reasons = "; ".join(reason["zh"] for reason in line["reasons"])
    return [line["run"], plain(line["regulation"]), plain(line["subject"]["zh"]), plain(line["serial"]), plain(line["document"]),
            words(line["old"]), words(line["new"]), plain(items), plain(reasons)]  # fmt: skip
