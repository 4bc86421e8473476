"""Certificates in a register: validity, history, and every mistake named with its field."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from records.certificates import Certificate, in_force
from records.entries.certificate import CallendarVanDusenStatement, LinearStatement, TableStatement
from records.errors import RegisterError
from records.register import StandardsFile, read

RANGE = 'lower = "0"\nupper = "10"\nexpanded_uncertainty = "0.1"\n'


def certificate(number: str, first: str, last: str) -> Certificate:
    ranges = [{"lower": "0", "upper": "1", "expanded_uncertainty": "0.1"}]
    days = {"valid_from": date.fromisoformat(first), "valid_until": date.fromisoformat(last)}
    return Certificate(number=number, issuer="NMI", quantities=[{"unit": "V", "ranges": ranges}], **days)


DAYS: Any = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 1, 2)}
OLD, NEW = certificate("A", "2025-01-01", "2025-12-31"), certificate("B", "2025-12-15", "2026-12-14")


@pytest.mark.parametrize(("day", "number"), [
    ("2024-12-31", "A"), ("2025-01-01", "A"), ("2025-12-14", "A"), ("2025-12-15", "B"), ("2025-12-31", "B"),
    ("2026-12-14", "B"), ("2026-12-15", "B"),
])  # fmt: skip
def test_the_certificate_in_force_on_a_day(day: str, number: str) -> None:
    assert in_force((NEW, OLD), date.fromisoformat(day)).number == number


def test_between_two_certificates_the_expired_one_is_named() -> None:
    late = certificate("C", "2026-03-01", "2026-12-31")
    assert in_force((late, OLD), date(2026, 2, 1)).number == "A"


def written(folder: Path, text: str, *, head: str = 'unit = "V"') -> Path:
    path = folder / "standards.toml"
    path.write_text(
        '[standards.S]\nname = "标"\nname_en = "s"\nmodel = "m"\nserial = "1"\n'
        '[[standards.S.certificates]]\nnumber = "1"\nissuer = "NMI"\nvalid_from = 2026-01-01\n'
        "valid_until = 2026-12-31\n[[standards.S.certificates.quantities]]\n"
        f"{head}\n[[standards.S.certificates.quantities.ranges]]\n{text}",
        "utf-8",
    )
    return path


@pytest.mark.parametrize(("line", "form"), [
    ('"0.02"', LinearStatement), ('{ constant = "0.1", relative = "0.001" }', LinearStatement),
    ('{ table = [["0", "0.1"], ["10", "0.2"]] }', TableStatement),
])  # fmt: skip
def test_the_forms_of_a_statement(tmp_path: Path, line: str, form: type) -> None:
    found = read(written(tmp_path, f"{RANGE}correction = {line}"), StandardsFile).standards["S"].certificates[0]
    assert isinstance(found.quantities[0].ranges[0].correction, form)


def test_a_thermometer_read_in_ohms(tmp_path: Path) -> None:
    text = RANGE + 'conversion = { callendar_van_dusen = { R0 = "100.01" } }'
    path = written(tmp_path, text, head='unit = "°C"\nshows = "Ω"')
    (quantity,) = read(path, StandardsFile).standards["S"].certificates[0].quantities
    assert quantity.ranges[0].conversion == CallendarVanDusenStatement(
        R0="100.01", A="0.0039083", B="-0.0000005775", C="-0.000000000004183"
    )


@pytest.mark.parametrize(("text", "field", "says"), [
    ('lower = "0"\nupper = "10"', "ranges.0.expanded_uncertainty", "required"),
    ('lower = "10"\nupper = "10"\nexpanded_uncertainty = "1"', "ranges.0", "must be below"),
    (f"{RANGE}correction = 0.1", "ranges.0.correction", "binary float"),
    (f'{RANGE}correction = "abc"', "ranges.0.correction", "not a number"),
    (f"{RANGE}correction = true", "ranges.0.correction", "no number"),
    (f'{RANGE}correction = {{ tabel = [] }}', "ranges.0.correction", "found tabel"),
    (f'{RANGE}correction = {{ constant = "1", polynomial = ["1"] }}', "ranges.0.correction", "constant, polynomial"),
    (f"{RANGE}correction = {{ }}", "ranges.0.correction", "found nothing"),
    (f'{RANGE}correction = {{ table = "x" }}', "ranges.0.correction", "a list is needed"),
    (f'{RANGE}correction = {{ table = [["1"]] }}', "ranges.0.correction", "no pair"),
    (f'{RANGE}correction = {{ table = [["0", "1"], ["9", "1"]] }}', "ranges.0", "beyond the table"),
    (f'{RANGE}correction = {{ table = [["5", "1"], ["4", "1"]] }}', "ranges.0", "ascend"),
    (f'{RANGE}correction = {{ callendar_van_dusen = {{ R0 = "100" }} }}', "correction", "write it as conversion"),
    (f'{RANGE}conversion = {{ callendar_van_dusen = {{ R0 = "1", A = "1" }} }}', "ranges.0.conversion", "together"),
    (f'{RANGE}conversion = {{ its_90 = {{ a = "1" }} }}', "ranges.0.conversion", "R_TPW"),
    (f'{RANGE}conversion = {{ polynomial = ["1"] }}', "quantities.0", "belong together"),
    (f'{RANGE}maximum_permissible_error = "-1"', "ranges.0.maximum_permissible_error", "negative"),
    (f'{RANGE}maximum_permissible_error = {{ polynomial = ["1", "-1"] }}', "ranges.0", "negative at 10"),
    (f'{RANGE}maximum_permissible_error = {{ its_90 = {{ R_TPW = "1", a = "1" }} }}', "permissible_error", "neither"),
    (f'{RANGE}upper_ = "1"', "ranges.0.upper_", "not permitted"),
])  # fmt: skip
def test_every_mistake_has_its_field(tmp_path: Path, text: str, field: str, says: str) -> None:
    with pytest.raises(RegisterError) as raised:
        read(written(tmp_path, text), StandardsFile)
    assert raised.value.path.endswith("standards.toml")
    assert any(field in problem and says in problem for problem in raised.value.problems), raised.value.problems


def test_ranges_that_overlap_and_units_nobody_knows(tmp_path: Path) -> None:
    again = "[[standards.S.certificates.quantities.ranges]]\n" + RANGE.replace('"0"', '"9"')
    for text, head, says in ((RANGE + again, 'unit = "V"', "ascend"), (RANGE, 'unit = "furlong"', "furlong")):
        with pytest.raises(RegisterError, match=says):
            read(written(tmp_path, text, head=head), StandardsFile)


def test_a_certificate_that_ends_before_it_begins_and_one_registered_twice(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is after valid_until"):
        certificate("X", "2026-02-01", "2026-01-01")
    fields: dict[str, Any] = {"name": "标", "name_en": "s", "model": "m", "serial": "1", "certificates": (OLD, OLD)}
    with pytest.raises(ValueError, match="same number"):
        StandardsFile(standards={"S": fields})


def test_two_quantities_of_one_unit_are_told_apart_by_their_keys() -> None:
    ranges = [{"lower": "0", "upper": "1", "expanded_uncertainty": "0.1"}]
    both = [{"unit": "V", "key": "dc", "ranges": ranges}, {"unit": "mV", "key": "ac", "ranges": ranges}]
    found = Certificate(number="1", issuer="N", **DAYS, quantities=both)
    assert found.chosen("ac")[0].unit == "mV"
    with pytest.raises(ValueError, match="name one"):
        found.chosen("")
    with pytest.raises(ValueError, match="its keys are: ac, dc"):
        found.chosen("rf")
    with pytest.raises(ValueError, match="stated twice"):
        Certificate(number="1", issuer="N", **DAYS,
                    quantities=[{**q, "key": ""} for q in both])  # fmt: skip
