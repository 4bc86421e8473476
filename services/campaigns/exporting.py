"""Writes a campaign that is decided as a folder, which an auditor can check with `records.audit_campaign` alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from metrology.text import Text
from records.audit_campaign import FIELDS, LEDGER
from records.bundle import SUFFIX, write_bundle
from records.durable_file import write_durably
from records.store import Store
from records.verification import ledger_of
from services.campaigns.state import progress_of
from services.refused.campaign_refused import CampaignRefused

if TYPE_CHECKING:
    from pathlib import Path


def export(name: str, url: str, folder: Path) -> Path:
    """Write the ledger entries of a campaign and a bundle of each run that counts; returns the file with the keys.

    Raises:
        UnknownRun: The store knows no campaign of that name.
        CampaignRefused: It is not decided, or the folder holds something.
        StoreError: A file cannot be written.
    """
    progress = progress_of(name, url)
    if progress.decided is None:
        raise CampaignRefused(
            [Text(f"样品试验 {name} 尚未作结论", f"campaign {name} is not decided: steelyard campaign decide")]
        )
    if folder.exists() and any(folder.iterdir()):
        raise CampaignRefused([Text(f"文件夹 {folder} 不是空的", f"the folder {folder} is not empty")])
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(url, read_only=True)
    try:
        keys, entries = ledger_of(store).trust.public, store.ledger()
        used = {progress.planned.key, progress.decided.key}
        for run in progress.decided.step.runs:
            write_bundle(store, run.run, folder / f"{run.run}{SUFFIX}", keys)
            used |= {seal.key for seal in store.seals(run.run)}
    finally:
        store.close()
    for file in folder.glob("*.pub"):
        file.unlink()
    rows = [dict(zip(FIELDS, entries[p.n], strict=True)) for p in (progress.planned, progress.decided)]
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    write_durably(folder / LEDGER, lines.encode())
    public = folder / "campaign.pub"
    write_durably(public, "".join(f"{keys[key].hex()}\n" for key in sorted(used)).encode("ascii"))
    return public
