"""Re-evaluates the runs of several stores, in processes of this computer or on a cluster."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from records.address import database_file, parse
from records.errors import RecordsError, RegisterError
from records.passwords import without_passwords
from services.reevaluation.cluster import cluster as reached
from services.reevaluation.reevaluate import begin, change_of, end

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from datetime import date
    from pathlib import Path

    from sequencer.reevaluation import Campaign, CertificateChange

COUNTS = ("concerned", "unchanged", "replayed")
LISTS = ("changed", "certificates", "notices", "unreliable")


def reevaluate_stores(
    standard: str, since: date, certificate: Path | None, urls: Sequence[str], *, withdrawn: bool, cluster: str = ""
) -> dict[str, Any]:
    """Re-evaluate every run of some stores that relied on a standard since a date; stores nothing.

    A store that cannot be re-evaluated stops no other.

    Args:
        standard: Name of the standard, or the number of a certificate.
        since: The first day.
        certificate: The corrected certificate.
        urls: The stores.
        withdrawn: There is no valid certificate.
        cluster: Scheduler of a cluster whose workers reach the stores under these addresses; empty for this computer.

    Returns:
        What `reevaluate_runs` returns, over all stores; each line names its `store`. `refused` names the stores that
        could not be re-evaluated, `stores` counts what each of the others has.

    Raises:
        RegisterError: The certificate cannot be used, or no run of any store used the standard.
        StoreError: The cluster cannot be used.
    """
    change = change_of(standard, since, certificate, withdrawn=withdrawn)
    refused = list[dict[str, str]]()
    with reached(cluster) if cluster else nullcontext() as executor:
        campaigns = _begun(change, urls, refused)
        found = [(url, document) for url, document in _ended(campaigns, executor, refused)]
    if found and not any(document["concerned"] for _, document in found) and not refused:
        names = ", ".join(without_passwords(url) for url, _ in found)
        raise RegisterError("--standard", [f"no stored run used {standard!r} since {since} in {names}"])
    return _together(change, found, refused)


def _begun(change: CertificateChange, urls: Sequence[str], refused: list[dict[str, str]]) -> dict[str, Campaign]:
    campaigns: dict[str, Campaign] = {}
    for url in urls:
        try:
            campaigns[url] = begin(change, url)
        except RecordsError as error:
            refused.append({"store": without_passwords(url), "reason": str(error)})
    return campaigns


def _ended(
    campaigns: dict[str, Campaign], executor: Executor | None, refused: list[dict[str, str]]
) -> list[tuple[str, dict[str, Any]]]:
    """Every part of every store is handed over before the first is waited for."""
    given = {url: c.handed_to(executor, _address(url)) for url, c in campaigns.items()} if executor is not None else {}
    found = []
    for url, campaign in campaigns.items():
        try:
            parts = (future.result() for future in given[url]) if executor is not None else campaign.here()
            found.append((url, end(campaign, campaign.result(parts), known=False)))
        except RecordsError as error:
            refused.append({"store": without_passwords(url), "reason": str(error)})
        finally:
            campaign.store.close()
    return found


def _address(url: str) -> str:
    """A store as a process with another working directory reaches it."""
    path = database_file(parse(url))
    return str(path.resolve()) if path is not None else url


def _together(
    change: CertificateChange, found: list[tuple[str, dict[str, Any]]], refused: list[dict[str, str]]
) -> dict[str, Any]:
    together: dict[str, Any] = {
        "standard": change.standard, "as_of": change.since.isoformat(), "withdrawn": change.withdrawn,
        **{name: sum(document[name] for _, document in found) for name in COUNTS},
        **{name: [] for name in LISTS}, "stores": [], "refused": refused,
    }  # fmt: skip
    for url, document in found:
        store = without_passwords(url)
        for name in ("changed", "unreliable"):
            together[name] += [{"store": store, **line} for line in document[name]]
        for name in ("certificates", "notices"):
            together[name] += document[name]
        counts = {name: document[name] for name in COUNTS}
        together["stores"].append({"store": store, **counts, "changed": len(document["changed"])})
    return together
