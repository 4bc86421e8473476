"""Confirmations: from certificates and runs, what covers a day, what is used outside, plants, the checklist."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from records.journal import Journal
from records.keys import station_key
from records.store import Store
from registers.change import Change
from registers.confirmations import (
    CONFIRMATIONS,
    PLANNED,
    PROJECTS,
    REQUIREMENTS,
    Confirmation,
    PlannedInstrument,
    Project,
    Requirement,
    result_of,
)
from registers.errors import RegistersError
from registers.exchange.tables import write_table
from registers.instrument_time import USES, Use
from registers.instruments import INSTRUMENTS
from registers.organisations import ORGANISATIONS, Organisation
from services.confirmation.checklist import checklist
from services.confirmation.commissioning import commissioned
from services.confirmation.confirming import Given, confirm
from services.confirmation.outside import audited
from services.confirmation.readings_file import readings_of
from tests.real_runs import performed
from tests.services.integrity.province import Province, province, scale

ON = date(2026, 3, 1)


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A requirement of ±0.5 g by error, one of ±3 g by MPE, and ten scales."""
    with province(tmp_path, monkeypatch) as made:

        def work(change: Change) -> None:
            common: dict[str, Any] = {"owner": "U2", "link": "process", "quantity": "m", "unit": "g"}
            change.add(REQUIREMENTS, Requirement(name="dose", tolerance=Decimal("0.5"), **common))
            change.add(REQUIREMENTS, Requirement(name="sack", tolerance=Decimal(3), rule="mpe", **common))

        made.on(date(2025, 1, 11), work)
        yield made


def given_by(**more: Any) -> Given:
    return Given(**{"on": ON, "by": "C001", "certificate": "Z-1", "error": "0.3", "uncertainty": "0.2", **more})


def outside(plant: Province, path: Path | None = None, **more: Any) -> list[tuple[str, str, str]]:
    found = audited(plant.url, date(2026, 1, 1), date(2026, 12, 31), readings=path, **more)
    return [(o.use.gauge, o.use.on.isoformat(), o.why.en) for o in found.outside]


def readings(
    folder: Path, *rows: tuple[str, ...], suffix: str = ".csv", heads: tuple[str, ...] = ("time", "gauge")
) -> Path:
    path = folder / f"r{len(list(folder.iterdir()))}{suffix}"
    write_table(path, heads, rows)
    return path


def test_the_result_follows_from_the_figures(plant: Province) -> None:
    made = confirm(plant.url, "MR000001", "S1", given_by())
    assert (made.key, made.confirmed, made.record.until) == ("MC0000001", True, date(2026, 12, 31))
    assert made.to_dict()["comparison"] == "|0.3| + 0.2 = 0.5 ≤ 0.5"
    assert not confirm(plant.url, "MR000001", "S1", given_by(uncertainty="0.21")).confirmed
    mpe = {"error": "", "uncertainty": "", "mpe": "1"}
    assert confirm(plant.url, "MR000002", "S1", given_by(**mpe, outcome="conform")).confirmed
    assert not confirm(plant.url, "MR000002", "S2", given_by(**mpe, outcome="not_conform")).confirmed
    with pytest.raises(RegistersError, match="is missing"):
        confirm(plant.url, "MR000002", "S2", given_by(**mpe))


@pytest.mark.parametrize(("more", "says"), [
    ({"uncertainty": ""}, "is missing"), ({"uncertainty": "-0.1"}, "must be above zero"),
    ({"uncertainty": "0"}, "must be above zero"), ({"on": date(9999, 1, 1)}, "is in the future"),
    ({"on": date(2025, 1, 4)}, "before the verification of 2025-01-05"), ({"error": "1e400000000"}, "is no number"),
    ({"error": "much"}, "is no number"),
    ({"certificate": ""}, "run and certificate are both missing"),
    ({"until": date(2027, 1, 1)}, "when the verification ends"),
    ({"until": date(2026, 2, 1)}, "is before the day"), ({"by": ""}, "is missing"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(plant: Province, more: dict[str, Any], says: str) -> None:
    with pytest.raises(RegistersError, match=says):
        confirm(plant.url, "MR000001", "S1", given_by(**more))
    with pytest.raises(RegistersError, match="there is no MR9"):
        confirm(plant.url, "MR9", "S1", given_by())


def test_a_run_gives_its_worst_point_in_the_unit_of_the_requirement(plant: Province) -> None:
    """A gauge of 1.6 MPa whose record has errors up to the limit in MPa; the requirement is in kPa."""
    store = Store(plant.url, "NORMAL")
    journal = Journal(store, "20260301-070000-8f3a4c2", station_key())
    for event in performed("JJG 52", {}):
        journal.append(event.kind, event.body, event.address)
    journal.close()
    store.close()
    run: dict[str, Any] = {
        "run": "20260301",
        "certificate": "",
        "error": "",
        "uncertainty": "",
        "on": date(2026, 11, 30),
    }

    def work(change: Change) -> None:
        gauge = scale(11, serial="G-2026-0101", maker="", model="")
        change.put_many(INSTRUMENTS, [("I11", gauge)])
        asked = Requirement(owner="U2", name="p", link="process", quantity="p", unit="kPa", tolerance=Decimal(100))
        change.put_many(REQUIREMENTS, [("MR000009", asked)])

    plant.on(date(2026, 1, 1), work)
    with pytest.raises(RegistersError, match="is about"):
        confirm(plant.url, "MR000009", "S1", given_by(**run))
    with pytest.raises(RegistersError, match="has no error in g"):
        confirm(plant.url, "MR000001", "I11", given_by(**run))
    with pytest.raises(RegistersError, match="does not state it at every point: give --error, --uncertainty"):
        confirm(plant.url, "MR000009", "I11", given_by(**run))
    made = confirm(plant.url, "MR000009", "I11", given_by(**{**run, "error": "8", "uncertainty": "4"}))
    assert made.record.run == "20260301-070000-8f3a4c2"
    assert made.record.mpe is not None
    assert made.record.mpe > 1  # kPa
    with pytest.raises(RegistersError, match="is after the confirmation"):
        confirm(
            plant.url, "MR000009", "I11", given_by(**{**run, "on": date(2020, 1, 1), "error": "8", "uncertainty": "4"})
        )


def test_what_covers_a_day(plant: Province, tmp_path: Path) -> None:
    confirm(plant.url, "MR000001", "S1", given_by(until=date(2026, 5, 31)))
    confirm(plant.url, "MR000001", "S2", given_by(uncertainty="0.3"))
    path = readings(tmp_path, *((f"{day} 08:00", g) for g, day in (
        ("S1", "2026-03-01"), ("S1", "2026-05-31"), ("S1", "2026-02-28"), ("S1", "2026-06-01"), ("s2", "2026-04-01"),
        ("S3", "2026-04-01"), ("S99", "2026-04-01"),
    )))  # fmt: skip
    assert outside(plant, path) == [
        ("S1", "2026-02-28", "confirmed on 2026-03-01 only: MC0000001"),
        ("S3", "2026-04-01", "never confirmed"),
        ("S99", "2026-04-01", "is no registered instrument"),
        ("s2", "2026-04-01", "not confirmed: MC0000002"),
        ("S1", "2026-06-01", "confirmation MC0000001 ended on 2026-05-31"),
    ]
    plant.on(date(2026, 4, 10), lambda change: change.edit(CONFIRMATIONS, "MC0000001", withdrawn_on=date(2026, 5, 31)))
    assert ("S1", "2026-05-31", "confirmation MC0000001 was withdrawn on 2026-05-31") in outside(plant, path)


def test_a_tighter_requirement_ends_a_confirmation_and_a_wider_one_does_not(plant: Province, tmp_path: Path) -> None:
    confirm(plant.url, "MR000001", "S1", given_by())
    path = readings(tmp_path, ("2026-04-01", "S1", "MR000001"), heads=("时间", "量具编号", "计量要求"), suffix=".xlsx")
    for tolerance, count in (("0.6", 0), ("0.4", 1), ("0.5", 0)):
        plant.on(ON, lambda c, t=tolerance: c.edit(REQUIREMENTS, "MR000001", tolerance=Decimal(t)))
        assert len(outside(plant, path)) == count
    other = readings(tmp_path, ("2026-04-01", "S1", "MR000002"), heads=("time", "gauge", "requirement"))
    assert outside(plant, other) == [("S1", "2026-04-01", "never confirmed")]


def test_a_registered_use_is_looked_at_day_by_day(plant: Province) -> None:
    confirm(plant.url, "MR000001", "S1", given_by())
    use = Use(instrument="I1", start="2026-02-27T22:00+08:00", until="2026-03-02T06:00+08:00")
    other = Use(instrument="PC-01", start="2026-02-27T22:00+08:00", until="2026-03-02T06:00+08:00")
    plant.on(ON, lambda change: [change.add(USES, use), change.add(USES, other)])
    assert [day for _, day, _ in outside(plant)] == ["2026-02-27", "2026-02-28"]
    assert audited(plant.url, date(2026, 2, 28), date(2026, 3, 1)).uses == 2


@pytest.mark.parametrize(("content", "says"), [
    ("a,b\n1,2\n", "time and gauge"), ("", "time and gauge"), ("time,gauge\nsoon,S1\n", "row 2: 'soon' is no day"),
    ("time,gauge\n,S1\n", "row 2: the time is missing"), ('time,gauge\n"2026', "row"),
])  # fmt: skip
def test_a_table_that_cannot_be_used_is_refused_with_its_row(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "r.csv").write_text(content, "utf-8")
    with pytest.raises(RegistersError, match=says):
        readings_of(tmp_path / "r.csv")


def test_a_plant_lists_every_place_without_a_confirmed_instrument(plant: Province) -> None:
    confirm(plant.url, "MR000001", "S1", given_by())
    confirm(plant.url, "MR000001", "S3", given_by(on=date(2026, 3, 16)))

    def work(change: Change) -> None:
        change.add(PROJECTS, Project(name="p", owner="U2", starts=date(2026, 3, 15)), "PJ00001")
        for instrument, day in (("I1", ON), ("I2", ON), ("I3", ON), ("", None), ("I1", date(2026, 3, 16))):
            of = PlannedInstrument(
                project="PJ00001", requirement="MR000001", planned="x", instrument=instrument, installed_on=day
            )
            change.add(PLANNED, of)

    plant.on(ON, work)
    found = commissioned(plant.url, "PJ00001")
    assert [p.why.en for p in found.places if not p.confirmation] == [
        "never confirmed", "confirmed on 2026-03-16 only: MC0000002", "not installed", "installed on 2026-03-16 only",
    ]  # fmt: skip
    assert (found.confirmed, found.to_dict()["percent"]) == (1, "20.00")
    assert commissioned(plant.url, "PJ00001", date(2026, 3, 16)).confirmed == 3
    assert commissioned(plant.url, "PJ00001", date(2026, 3, 1)).confirmed == 1  # confirmed on that day


def test_an_imported_result_is_that_of_its_figures() -> None:
    fields: dict[str, Any] = {"tolerance": Decimal("0.5"), "error": Decimal("-0.4"), "uncertainty": Decimal("0.2")}
    assert result_of(Confirmation(**fields)) == "refused"
    assert result_of(Confirmation(tolerance=Decimal(1))) == "refused"  # nothing was compared
    assert "result" not in Confirmation.__struct_fields__


def test_the_checklist_lists_what_says_too_little(plant: Province) -> None:
    plant.on(ON, lambda change: change.put_many(ORGANISATIONS, [("U5", Organisation(name="无台账"))]))
    found = {a.question: a.against for a in checklist(plant.url, "U1", date(2027, 1, 1))}
    assert (found["person"], len(found["ledger"]), found["plan"], len(found["verified"])) == (("U1",), 10, (), 10)
    assert {a.question: a.against for a in checklist(plant.url, "U5", ON)}["ledger"] == ("U5",)
