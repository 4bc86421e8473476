"""The chain above a standard: whatever is wrong with a link, however far up, a run does not start."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec import to_builtins

from records.register import Register
from registers.book import Book, now
from registers.change import Change
from registers.measurement_standards import CERTIFICATES, INSTITUTES, STANDARDS, Institute, MeasurementStandard
from sequencer.gates import GATES
from sequencer.gates.context import Case, Facts
from services.laboratory.laboratory_register import register_of
from services.laboratory.standards_in_use import above
from services.standards.graph_picture import graph_svg
from services.standards.inventory import Inventory
from tests.opened import stated
from tests.real_runs import CONFIG
from tests.services.standards.test_inventory import certificate

Work = Callable[[Callable[[Change], Any]], Any]
DAY = date(2026, 11, 23)
UP = {"S0": "S1", "S1": "S2", "S2": "S3", "S3": "NMI", "T1": "S2", "T0": "T1"}
"""Identity to what it is traceable to: S0 has three standards above it, T1 a branch of its own."""


def of_standard(**fields: Any) -> Callable[[Change, str], object]:
    return lambda c, key: c.edit(STANDARDS, key, **fields)


def of_certificate(**fields: Any) -> Callable[[Change, str], object]:
    return lambda c, key: c.edit(CERTIFICATES, f"{key}/N-{key}", **fields)


WRONG = {
    "expired": (of_certificate(valid_until=DAY - timedelta(days=1)), "expired on 2026-11-22"),
    "not-yet": (of_certificate(valid_from=DAY + timedelta(days=1)), "is valid from 2026-11-24 only"),
    "recalled": (of_certificate(recalled="wrong U"), "which was recalled (wrong U)"),
    "uncertified": (lambda c, key: c.remove(CERTIFICATES, f"{key}/N-{key}"), "has no certificate"),
    "suspended": (of_standard(state="suspended", state_reason="dropped"), "is suspended (dropped)"),
    "standard recalled": (of_standard(state="recalled", state_reason="fault"), "was recalled (fault)"),
    "scrapped": (of_standard(state="scrapped", state_reason="worn"), "was scrapped (worn)"),
    "unknown": (of_standard(traceable_to="nobody"), "neither a registered standard nor a registered institute"),
    "none": (of_standard(traceable_to=""), "names nothing above it"),
    "circle": (lambda c, key: c.edit(STANDARDS, key, traceable_to=key), "goes round in a circle"),
}  # fmt: skip


def rows(c: Change) -> None:
    """All of it as it should be."""
    standards = {k: MeasurementStandard(name=k, model="m", serial="s", traceable_to=up) for k, up in UP.items()}
    c.put_many(INSTITUTES, [("NMI", Institute(name="院"))])
    c.put_many(STANDARDS, list(standards.items()))
    c.put_many(CERTIFICATES, [(f"{key}/N-{key}", certificate(key)) for key in UP])


@pytest.fixture
def file(change: Work, tmp_path: Path) -> Path:
    """A file of a laboratory that keeps its standards in the store."""
    for name in ("laboratory.toml", "people.toml"):
        shutil.copy(CONFIG / name, tmp_path)
    with (tmp_path / "laboratory.toml").open("a", encoding="utf-8") as laboratory:
        laboratory.write('\n[registers]\nstore = "runs.sqlite"\n')
    change(rows)
    return tmp_path / "bench.toml"


def refused(register: Register, identity: str, on: date = DAY) -> list[str]:
    """What the start gate says of a bench with this standard."""
    used = {
        "id": identity, "role": "source", "name": {"zh": "标准器", "en": "Standard"}, "model": "m", "serial": "s",
        "range": "", "accuracy": "", "certificate": "N", "issuer": "NMI", "quantities": [],
        "valid_from": "2026-01-01", "valid_until": "2026-12-31",
        "traceability": to_builtins(above(register, identity, on)),
    }  # fmt: skip
    opened = stated(date=on.isoformat(), standards=[used])
    return [reason.en for reason in GATES["traceability"](Case(cast("Any", None), opened, Facts()))]


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_every_state_refuses_at_every_depth(book: Book, change: Work, file: Path, depth: int) -> None:
    """A standard's own certificate and state have gates of their own; the chain is what is above it."""
    spoiled = f"S{depth}"
    for what, (spoil, said) in WRONG.items():
        change(lambda c, spoil=spoil: spoil(c, spoiled))
        register, inventory = register_of(file), Inventory(book, DAY)
        (found,) = refused(register, "S0")
        assert said in found, what
        assert spoiled in found, what
        own = {spoiled} - (set(UP) if what in ENDS else set())
        broken = {key for key in UP if inventory.broken(key)}
        assert {key for key in register.standards if refused(register, key)} == broken - own, what
        assert broken == {"S0", *UP} - {key for key in UP if not below(key, spoiled)}, what
        change(rows)
        register = register_of(file)
        assert not any(refused(register, key) for key in UP), what


ENDS = {"unknown", "none", "circle"}


def below(key: str, top: str) -> bool:
    """Whether a standard is another or hangs on it."""
    return key == top or (key in UP and below(UP[key], top))


@pytest.mark.parametrize(("gone", "falls"), [("S1", "S0"), ("S2", "S0 S1 T0 T1"), ("S0", ""), ("T1", "T0")])
def test_the_gate_refuses_exactly_what_hangs_on_a_certificate(
    book: Book, change: Work, file: Path, gone: str, falls: str
) -> None:
    change(lambda c: c.remove(CERTIFICATES, f"{gone}/N-{gone}"))
    register = register_of(file)
    assert sorted(key for key in register.standards if refused(register, key)) == falls.split()
    assert gone not in register.standards
    assert {k for k in UP if Inventory(book, DAY).broken(k)} == {gone, *falls.split()}


def test_a_long_circle_is_refused_once(change: Work, file: Path) -> None:
    change(lambda c: c.edit(STANDARDS, "S3", traceable_to="S1"))
    assert refused(register_of(file), "S0") == ["standard S0: S0 → S1 → S2 → S3 → S1 goes round in a circle"]


def test_two_links_are_two_reasons(change: Work, file: Path) -> None:
    change(lambda c: (WRONG["expired"][0](c, "S1"), WRONG["suspended"][0](c, "S3")))
    assert len(refused(register_of(file), "S0")) == 2


def test_the_chain_of_another_day_and_of_another_time(book: Book, change: Work, file: Path) -> None:
    """By the day the certificates count, by the time what was registered then."""
    before = now()
    change(lambda c: (WRONG["expired"][0](c, "S2"), WRONG["suspended"][0](c, "S3")))
    assert Inventory(book, DAY, at=before).broken("S0") == ""
    assert Inventory(book, DAY).broken("S0") == "S2"
    assert Inventory(book, DAY - timedelta(days=1)).broken("S0") == "S3"
    register = register_of(file)
    assert [r.split()[2] for r in refused(register, "S0", DAY - timedelta(days=1))] == ["S3"]


def test_the_picture_names_the_broken_link(book: Book, change: Work, file: Path) -> None:
    change(lambda c: WRONG["suspended"][0](c, "S3"))
    picture = graph_svg(Inventory(book, DAY), "en")
    assert picture.count("chain broken: S3") == 5
