"""Standards in the store: the file that comes in, the file that goes out, and the laboratory that a run reads."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from records.errors import RegisterError
from records.keys import StationKey
from records.register import LaboratoryFile, Register, read
from records.register_changes import Reason
from registers.book import Book
from registers.change import Change
from registers.errors import RegistersError
from registers.measurement_standards import CERTIFICATES, STANDARDS, MeasurementStandard, StandardCertificate
from registers.people import COMPETENCES, PEOPLE, Competence, PersonRow
from services.laboratory.laboratory_register import register_of
from services.standards.toml_file import Counted, enter, written
from tests.real_runs import CONFIG

Work = Callable[[Callable[[Change], Any]], Any]
DAY = date(2026, 11, 23)
FILE = CONFIG / "standards.toml"


def laboratory(folder: Path, store: str, *files: str) -> Path:
    for name in ("laboratory.toml", *files):
        shutil.copyfile(CONFIG / name, folder / name)
    with (folder / "laboratory.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[registers]\nstore = "{store}"\n')
    return folder / "bench.toml"


def test_what_comes_in_goes_out_as_it_was(tmp_path: Path, book: Book, change: Work) -> None:
    done = change(lambda c: enter(FILE, c))
    assert done["standard"].new == book.count(STANDARDS) > 5
    again = change(lambda c: enter(FILE, c))
    assert set(again.values()) == {Counted(0, 0)}
    shutil.copytree(CONFIG, tmp_path / "lab")
    (tmp_path / "lab" / "standards.toml").write_text(written(book), "utf-8")
    before, after = Register(CONFIG), Register(tmp_path / "lab")
    assert (after.standards, after.institutes) == (before.standards, before.institutes)


def test_a_run_reads_the_store_where_there_is_no_file(tmp_path: Path, book: Book, change: Work) -> None:
    change(lambda c: enter(FILE, c))
    found = register_of(laboratory(tmp_path, "runs.sqlite", "people.toml"))
    assert found.standards == Register(CONFIG).standards
    assert found.people == Register(CONFIG).people


def test_a_file_is_read_before_the_store(tmp_path: Path, book: Book) -> None:
    found = register_of(laboratory(tmp_path, "runs.sqlite", "people.toml", "standards.toml"))
    assert found.standards == Register(CONFIG).standards


def test_people_of_the_store(tmp_path: Path, book: Book, change: Work) -> None:
    def enter_people(c: Change) -> None:
        c.add(PEOPLE, PersonRow(name="王", functions=("verifier", "clerk")), "V001")
        c.add(PEOPLE, PersonRow(name="李", functions=("reviewer",), left=date(2020, 1, 1)), "R001")
        c.add(COMPETENCES, Competence(person="V001", regulation="JJG 52", since=DAY, until=DAY, items=("indication",)))

    change(enter_people)
    found = register_of(laboratory(tmp_path, "runs.sqlite", "standards.toml")).people
    assert list(found) == ["V001"]
    assert found["V001"].functions == ("verifier",)
    (able,) = found["V001"].authorised
    assert (able.regulation, able.since, able.until, able.items) == ("JJG 52", DAY, DAY, ("indication",))


def test_an_empty_store_is_refused(tmp_path: Path, book: Book) -> None:
    with pytest.raises(RegisterError, match="holds no standard with a certificate"):
        register_of(laboratory(tmp_path, "runs.sqlite", "people.toml"))
    (tmp_path / "people.toml").unlink()
    with pytest.raises(RegisterError, match="holds nobody who verifies"):
        register_of(laboratory(tmp_path, "runs.sqlite", "standards.toml"))


def test_the_address_of_a_database_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = laboratory(tmp_path, "postgresql://bench@localhost/runs").parent
    assert read(folder / "laboratory.toml", LaboratoryFile).registers.store == "postgresql://bench@localhost/runs"


def test_an_import_keeps_what_the_file_does_not_say(book: Book, change: Work) -> None:
    change(lambda c: enter(FILE, c))
    change(lambda c: c.edit(STANDARDS, "M1-01", level="public", interval_months=12))
    change(lambda c: enter(FILE, c))
    row = book.get(STANDARDS, "M1-01").record
    assert (row.level, row.interval_months, row.state) == ("public", 12, "in-use")


def test_a_recalled_certificate_gives_way_to_another(tmp_path: Path, book: Book, change: Work) -> None:
    change(lambda c: enter(FILE, c))
    key = next(r.key for r in book.rows(CERTIFICATES) if r.record.standard == "M1-01")
    old = book.get(CERTIFICATES, key).record
    change(lambda c: c.edit(CERTIFICATES, key, recalled="U 有误"))
    path = laboratory(tmp_path, "runs.sqlite", "people.toml")
    assert register_of(path).standard("M1-01").certificate(DAY).recalled == "U 有误"
    new = structs.replace(old, number="B", valid_from=date(2026, 1, 1), recalled="")
    change(lambda c: c.add(CERTIFICATES, new, "M1-01/B"))
    assert register_of(path).standard("M1-01").certificate(DAY).number == "B"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"quantities": ()}, "quantities"),
        ({"quantities": ({"unit": "gg", "ranges": []},)}, "unit"),
        ({"valid_until": date(2025, 1, 1)}, "after valid_until"),
        ({"number": ""}, "is missing"),
    ],
)
def test_a_certificate_that_cannot_be_used(change: Work, fields: dict[str, Any], said: str) -> None:
    change(lambda c: enter(FILE, c))
    whole = {"unit": "g", "ranges": [{"lower": "0", "upper": "1", "expanded_uncertainty": "0.1"}]}
    given: dict[str, Any] = {"standard": "M1-01", "number": "N", "issuer": "I", "valid_from": DAY, "valid_until": DAY}
    given["quantities"] = (whole,)
    change(lambda c: c.add(CERTIFICATES, StandardCertificate(**given), "M1-01/N"))
    with pytest.raises(RegistersError, match=said):
        change(lambda c: c.add(CERTIFICATES, StandardCertificate(**{**given, **fields}), "M1-01/X"))


def test_a_standard_out_of_use_says_why(book: Book, key: StationKey) -> None:
    row = MeasurementStandard(name="砝码", model="M1", serial="1", state="suspended")
    with pytest.raises(RegistersError, match="a reason is needed"):
        book.change(key, Reason("V001", "test"), lambda c: c.add(STANDARDS, row, "M1"))
