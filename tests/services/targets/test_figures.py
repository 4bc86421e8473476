"""Figures against the commands that have them too: demonstration units, lots, standards; amended runs count no more."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from registers.commitments import COMMITMENTS, Commitment
from registers.measurement_standards import (
    CERTIFICATES,
    INSTITUTES,
    STANDARDS,
    Institute,
    MeasurementStandard,
    StandardCertificate,
)
from registers.standard_checks import ASSESSMENTS, Assessment
from services.integrity.judging import Asked, judged
from services.integrity.policy import read_policy
from services.integrity.standing import valid_units
from services.targets import documents
from services.targets.target_file import TargetFile
from tests.console.conftest import CONFIG
from tests.services.targets.conftest import DAY, Work

UNITS = ("91530102MA6K000010", "91350100M000100Y43")


def found(url: str, file: TargetFile, key: str, on: date = DAY, **more: Any) -> dict[str, Any]:
    return documents.one_target(url, file, key, on, listed=True, **more)


def standard(key: str, valid_until: date, state: str = "in-use") -> tuple[Any, Any]:
    reason = "" if state == "in-use" else "损坏"
    row = MeasurementStandard(
        name="压力计", model="A", serial=key, traceable_to="NMC", state=state, state_reason=reason
    )  # type: ignore[arg-type]
    one = {"lower": "0", "upper": "1", "expanded_uncertainty": "0.001", "maximum_permissible_error": "0.002"}
    certificate = StandardCertificate(
        standard=key, number=f"C-{key}", issuer="院", valid_from=date(2026, 1, 1), valid_until=valid_until,
        quantities=({"unit": "MPa", "ranges": [one]},),
    )  # fmt: skip
    return (key, row), (f"{key}/C-{key}", certificate)


def test_a_public_standard_counts_while_all_of_it_can_be_used(url: str, file: TargetFile, change: Work) -> None:
    def assessed(key: str, certificate: str, standards: tuple[str, ...], until: date, level: Any = "public") -> Any:
        return key, Assessment(
            name=key, unit="MPa", certificate=certificate, level=level, standards=standards, valid_until=until
        )

    def twin(key: str, range_: str) -> Assessment:
        one: Assessment = assessed(key, key, ("S1",), until, "highest")[1]
        return replace(one, name="twin", range=range_)

    made = [standard("S1", date(2027, 1, 1)), standard("S2", DAY), standard("S3", date(2027, 1, 1), "suspended")]
    until = date(2028, 1, 1)
    rows = [
        assessed("J1", "1", ("S1",), until),
        assessed("J2", "2", ("S1", "S2"), until),
        assessed("J3", "3", ("S3",), until),
        assessed("J4", "4", ("S1",), DAY),
        assessed("J5", "", ("S1",), until),
        assessed("J6", "6", (), until),
        assessed("J7", "7", ("S1",), until, "highest"),
        assessed("J8", "8", ("S1",), until, "working"),
        ("J9", twin("J9", "1 MPa")),
        ("J10", twin("J10", "2 MPa")),
        ("J11", twin("J11", "1MPa")),
    ]

    def work(c: Any) -> None:
        c.put_many(INSTITUTES, [("NMC", Institute(name="国家院", authorisation="1"))])
        c.put_many(STANDARDS, [row for row, _ in made])
        c.put_many(CERTIFICATES, [row for _, row in made])
        c.put_many(ASSESSMENTS, rows)

    change(work)
    public = found(url, file, "T15")["behind"]["items"]
    assert {i["key"] for i in public if i["counts"]} == {"J1", "J2", "J4"}
    assert {i["key"]: i["why"]["en"].split(" ", 1)[0] for i in public if not i["counts"]} == {
        "J3": "its",
        "J5": "it",
        "J6": "no",
    }
    tomorrow = found(url, file, "T15", DAY + timedelta(days=1))["behind"]["items"]
    assert {i["key"] for i in tomorrow if i["counts"]} == {"J1"}, (
        "the certificate of S2 and the assessment J4 have ended"
    )
    highest = found(url, file, "T16")
    assert (highest["row"]["part"], highest["row"]["whole"]) == (3, 4)
    assert [i["key"] for i in highest["behind"]["items"] if not i["counts"]] == ["J9"]
    assert "J9 does not count: contradicts J11" in highest["row"]["remarks"][0]["en"]


def test_demonstration_units_are_those_of_the_integrity_command(url: str, file: TargetFile, change: Work) -> None:
    days = [(date(2026, 1, 1), date(2028, 12, 31)), (date(2024, 1, 1), date(2026, 1, 1))]
    rows = [
        (f"CM{n:06d}", Commitment(unit=unit, on=on, until=until, demonstration=True))
        for n, (unit, (on, until)) in enumerate(zip(UNITS, days, strict=True), 1)
    ]
    change(lambda c: c.put_many(COMMITMENTS, rows))
    mine = found(url, file, "T13")
    assert (mine["row"]["part"], mine["row"]["whole"], mine["row"]["status"]) == (1, 2, "not_met")
    theirs = judged(url, Asked(DAY), read_policy(near=CONFIG))
    assert valid_units(theirs.demonstration) == 1
    assert [i["why"]["en"] for i in mine["behind"]["items"] if not i["counts"]] == ["expired"]


@pytest.mark.parametrize("key", ["T2", "T3", "T4", "T12", "T13", "T14", "T15", "T16", "T20"])
def test_nothing_to_count_is_not_known(key: str, url: str, file: TargetFile) -> None:
    one = found(url, file, key)
    assert (one["row"]["status"], one["behind"]) == ("not_known", {"total": 0, "items": []})
