"""Re-evaluates stored runs with the corrected certificate of a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from records.entries import Opened
from records.errors import NotIntact, RegisterError
from records.recall import read_certificate
from records.scan import scan
from records.store import Store
from records.verification import ledger_of
from reports.identity import number_of
from sequencer.reevaluation import Campaign, CertificateChange
from services.issuing.gate import book_of, of_run
from services.laboratory.prepare import rebuild

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from sequencer.reevaluation import Changed, Reevaluation

DIGITAL = {".xml", ".pdf"}
"""Endings of a file that holds a digital calibration certificate."""


def reevaluate_runs(
    standard: str, since: date, certificate: Path | None, url: str, *, withdrawn: bool
) -> dict[str, Any]:
    """Re-evaluate every run that relied on a standard since a date; stores nothing.

    Returns:
        Counts, the runs whose verdict changes with their documents, and the runs that could not be re-evaluated.

    Raises:
        RegisterError: The file of the certificate cannot be used, or nothing, or both, was said of the certificate.
        RecordsError: No finished run relied on the standard since then, or the store cannot be read.
    """
    campaign = begin(change_of(standard, since, certificate, withdrawn=withdrawn), url)
    return end(campaign, campaign.result(campaign.here()))


def begin(change: CertificateChange, url: str) -> Campaign:
    """What must be decided again in a store.

    Raises:
        RecordsError: The store cannot be read, or is not intact.
        RegisterError: The change does not fit the certificate.
    """
    store = Store(url, read_only=True)
    ledger = ledger_of(store)
    if ledger.problems:
        raise NotIntact(store.name, [f.en for f in ledger.problems])
    return Campaign(store, change, rebuild, ledger.trust.public)


def end(campaign: Campaign, found: Reevaluation, *, known: bool = True) -> dict[str, Any]:
    """What `reevaluate_runs` returns.

    Args:
        campaign: The campaign.
        found: Its result.
        known: Refuse a standard that no run of the store used.
    """
    store, change = campaign.store, campaign.change
    if not found.concerned and known:
        _refuse_unknown(store, change)
    book = book_of(store)
    rows = {c.run: of_run(book, c.run) for c in found.changed} if book is not None else {}
    return _document(change, found, {run: row.key for run, row in rows.items() if row is not None})


def change_of(standard: str, since: date, certificate: Path | None, *, withdrawn: bool) -> CertificateChange:
    """What changes of a standard.

    Raises:
        RegisterError: The file cannot be used, or nothing, or both, was said of the certificate.
    """
    if withdrawn and certificate is None:
        return CertificateChange(standard, since)
    if certificate is None or withdrawn:
        raise RegisterError("--certificate", ["give the corrected certificate as a file, or --withdrawn; one of them"])
    if certificate.suffix.lower() in DIGITAL:
        from services.dcc.as_certificate import corrected

        return CertificateChange(standard, since, corrected(certificate))
    return CertificateChange(standard, since, read_certificate(certificate))


def _refuse_unknown(store: Store, change: CertificateChange) -> None:
    """A name that no run knows is more often a slip than good news."""
    used = {
        name
        for _, opened in scan(store, Opened, lambda _run, _seq: None)
        for s in opened.standards
        for name in (s.id, s.certificate)
    }
    if change.standard not in used:
        known = ", ".join(sorted(used)) or "none"
        raise RegisterError("--standard", [f"no stored run used {change.standard!r}; runs used {known}"])


def _document(change: CertificateChange, found: Reevaluation, numbers: Mapping[str, str]) -> dict[str, Any]:
    changed = [_line(c, numbers.get(c.run, "")) for c in found.changed]
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


def _line(changed: Changed, number: str) -> dict[str, Any]:
    opened = changed.opened
    return {
        "run": changed.run,
        "date": opened.date,
        "regulation": opened.regulation.id,
        "kind": opened.kind,
        "subject": opened.subject.name.to_dict(),
        "serial": opened.subject.serial,
        "document": number or number_of(changed.run, opened),
        "old": str(changed.old.outcome),
        "new": str(changed.new.outcome),
        "items": {key: {"old": str(old), "new": str(new)} for key, (old, new) in changed.items.items()},
        "results": {
            address: {"old": _result(old), "new": _result(new)} for address, (old, new) in changed.results.items()
        },
        "reasons": [reason.to_dict() for reason in changed.new.reasons],
    }


def _result(result: tuple[str, str] | None) -> dict[str, str] | None:
    """A calibration result: value and U as stated."""
    return None if result is None else {"value": result[0], "U": result[1]}
