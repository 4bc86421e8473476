"""The document on a lot that is decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from metrology.text import Text
from records.durable_file import write_durably
from records.store import Store
from records.verification import ledger_of
from reports.lot import SampleRow, lot_report
from sequencer.errors import Refused
from services.lots.state import lot_state

if TYPE_CHECKING:
    from pathlib import Path


def write_lot_document(name: str, url: str, folder: Path) -> Path:
    """Write the report on a lot; returns its file.

    Raises:
        UnknownRun: The store knows no lot of that name.
        Refused: It is not decided.
    """
    store = Store(url, read_only=True)
    try:
        state, ledger = lot_state(store, name), ledger_of(store)
    finally:
        store.close()
    if state.decided is None or state.replaced is None:
        raise Refused([Text(f"批 {name} 尚未作结论", f"lot {name} is not decided: steelyard lot decide")])
    rows = [
        SampleRow(m.serial, m.instead_of, m.run, m.day, m.outcome if m.problem is None else "")
        for m in state.sample[: state.judgement.needed]
    ]
    pdf = lot_report(state.planned, state.replaced, state.decided, rows, ledger.place(""))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"lot_{re.sub(r'[^A-Za-z0-9._-]+', '-', name)}.pdf"
    write_durably(file, pdf)
    return file
