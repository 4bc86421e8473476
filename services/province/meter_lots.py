"""Lots of water meters in service of a demonstration province: planned, drawn, examined on a bench, decided.

The only scheme on record is that of Spain, so the lots are marked as examples of it. They are made before the registers are filled; a start that
was stopped goes on with the next meter.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from records import lots
from records.verification import ledger_of
from services.events import Events
from services.laboratory.example import examples
from services.laboratory.nameplates import Nameplate
from services.laboratory.prepare import prepare
from services.lots.deciding import decide
from services.lots.planning import plan, replace
from services.lots.state import lot_state
from services.province.batch import KEY, MARK
from services.province.benches import NOT_OF_A_NAMEPLATE, covering, with_samples
from services.province.further import FOLDER
from services.runs.run import run as perform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from records.store import Store
    from services.lots.state import LotState
    from services.province.days import Year
    from services.province.size import Size

REGULATION: Final = "ICT/155/2020 III"
METERS: Final = 120
"""Meters of a lot; so few make the plan with the smallest sample, 32 meters."""
DEFECTIVE: Final = "bench-defect.toml"


class MeterLot(NamedTuple):
    """A lot: its name, its day, how many meters of its sample are examined, and how many of these fail, the last ones."""

    name: str
    day: date
    examined: int
    failing: int


def meter_lots(size: Size, year: Year) -> list[MeterLot]:
    """One lot that is rejected and one that is not finished; in a large province also one that is accepted."""
    if not size.others:
        return []
    day = year.end - timedelta(days=20)
    few = [MeterLot(f"{KEY}ES-1", day, 3, 2), MeterLot(f"{KEY}ES-2", day, 2, 0)]
    return few if size.others < 10 else [*few, MeterLot(f"{KEY}ES-3", day - timedelta(days=60), 32, 0)]


def files(of: list[MeterLot], year: Year, common: Mapping[str, str]) -> dict[str, str]:
    """The files of the lots, each in a folder of its own.

    Args:
        of: The lots.
        year: The year that certificates cover.
        common: ``laboratory.toml`` and ``people.toml``.
    """
    if not of:
        return {}
    example, plate = examples()[REGULATION], _plate()
    text = example.bench.read_text("utf-8")
    bad = tomllib.loads(example.bad)["instrument"]["serial"]
    samples = tomllib.loads(text)["simulation"]["samples"]
    defect = next({k: v for k, v in sample.items() if k != "serial"} for sample in samples if sample["serial"] == bad)
    head = "serial,year,q3,ratio,dn,maker,model,supply"
    shared = f"2015,{plate['q3']},{plate['R']},{plate['dn']},{plate['maker']},{plate['model']},示范供水区{MARK}"
    found: dict[str, str] = {}
    for lot in of:
        serials = [f"{lot.name}-{n:03d}" for n in range(1, METERS + 1)]
        fields = {
            "id": lot.name,
            "jurisdiction": "ES",
            "kind": "water-meter",
            "plan": "double",
            "members": "members.csv",
        }
        own = {
            **common,
            "standards.toml": covering(year, [example.standards]),
            "bench.toml": text,
            DEFECTIVE: with_samples(text, defect, serials),
            "lot.toml": "\n".join(["[lot]", *(f"{k} = {json.dumps(v)}" for k, v in fields.items())]) + "\n",
            "members.csv": "\n".join([head, *(f"{serial},{shared}" for serial in serials)]) + "\n",
        }
        found |= {f"{FOLDER}/{lot.name}/{name}": content for name, content in own.items()}
    return found


def examine(folder: Path, url: str, store: Store, of: list[MeterLot], operator: str) -> Iterator[int]:
    """Plan, draw, examine and decide what a former start did not; gives how many lots are done."""
    for n, lot in enumerate(of, 1):
        here = folder / FOLDER / lot.name
        if not lots.steps(ledger_of(store).lots, lot.name):
            plan(here / "lot.toml", url, operator=operator)
        state = lot_state(store, lot.name)
        if state.replaced is None:
            removed = lot.day - timedelta(days=3)
            state = replace(lot.name, url, removed=removed, faults=(), operator=operator, bench=here / "bench.toml")
        _measured(here, url, lot, state, operator)
        state = lot_state(store, lot.name)
        if state.decided is None and state.judgement.outcome in {"conform", "not_conform"}:
            decide(lot.name, url, operator=operator, bench=here / "bench.toml")
        yield n


def _measured(here: Path, url: str, lot: MeterLot, state: LotState, operator: str) -> None:
    plate = {
        k: v for k, v in _plate().items() if k not in NOT_OF_A_NAMEPLATE or k in {"maker", "model", "name", "name_en"}
    }
    for place, member in enumerate(state.sample[: lot.examined]):
        if member.run:
            continue
        bench = here / (DEFECTIVE if place >= lot.examined - lot.failing else "bench.toml")
        nameplate = Nameplate(member.serial, {**plate, "serial": member.serial, "client": f"示范供水公司{MARK}"})
        job = prepare(REGULATION, bench, nameplate, stage="subsequent", on=lot.day, seed=place, operator=operator)
        perform(job, url, Events())


def _plate() -> dict[str, Any]:
    plate: dict[str, Any] = tomllib.loads(examples()[REGULATION].good.read_text("utf-8"), parse_float=str)["instrument"]
    return {**plate, "maker": f"{plate['maker']}{MARK}"}
