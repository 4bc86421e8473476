"""Bad files and names: a message of one screen naming file, field and remedy; exit 2; nothing written."""

from typing import Any

import pytest

from console.cli.failures import DEFECT, report
from records.store import Store

SCREEN_LINES = 24


def refused(lab: Any, said: Any) -> str:
    assert said.refused
    assert lab.entries() == 0
    assert not lab.store.exists()
    assert 0 < len(said.err.splitlines()) <= SCREEN_LINES
    assert "Traceback" not in said.err
    return str(said.err)


@pytest.mark.parametrize("name", ["JJG 9999", "JJF 1094", "pressure gauges", "JJG 593", ""])
def test_a_regulation_that_is_not_implemented(lab: Any, name: str) -> None:
    message = refused(lab, lab.run(name))
    assert ("steelyard regulations" if name else "REG is missing") in message
    assert "JJG 596" in message or name != "JJG 593"


@pytest.mark.parametrize("name", ["JJG 539-1997", "JJG 52-2031"])
def test_another_edition_of_a_regulation(lab: Any, name: str) -> None:
    message = refused(lab, lab.run(name))
    assert "JJG 539-2016" in message or "JJG 52-2013" in message


def test_an_edition_that_is_not_in_force_on_the_day(lab: Any) -> None:
    message = refused(lab, lab.run("JJG 539", "--date", "2017-05-29"))
    assert "2017-05-30" in message
    assert "JJG 539-1997" in message


def test_the_first_day_of_an_edition(lab: Any) -> None:
    assert lab("form", "JJG 539", "--subject", lab.subject("scale"), "--date", "2017-05-30").code == 0
    assert lab("form", "JJG 539", "--subject", lab.subject("scale"), "--date", "2017-05-29").code == 2


@pytest.mark.parametrize(("old", "new", "named"), [
    ('max = "15 kg"\n', "", "max: is missing"),
    ('max = "15 kg"', 'max = "15 MPa"', "max: 15 MPa has the wrong unit"),
    ('max = "15 kg"', 'max = "15"', "max: "),
    ('max = "15 kg"', "max = 15", "max: write it as text with its unit"),
    ('max = "15 kg"', 'max = "-15 kg"', "max: -15 kg must be above 0 kg"),
    ('class = "III"', 'class = "II"', "class: is 'II'; it must be 'III' or 'IIII'"),
    ('e = "5 g"', 'e = "5 g"\ncolour = "red"', "colour: is not a field"),
    ('serial = "SY-2026-0001"', 'serial = ""', "serial: "),
    ("supports = 4", 'supports = 4\ntest_loads = ["16 kg"]', "test_loads: 16 kg"),
    ('tare_maximum = "6 kg"', 'tare_maximum = "16 kg"', "tare_maximum: 16 kg is beyond max 15 kg"),
    ("price_computing = true", 'price_computing = true\nranges = [{max = "6 kg", e = "5 g"}, {max = "3 kg", e = "10 g"}, {max = "15 kg", e = "20 g"}]',  # noqa: E501
     "ranges: max must ascend"),
    ("price_computing = true", 'price_computing = true\nranges = [{max = "6 kg", e = "5 g"}, {max = "15 kg", e = "2 g"}]',  # noqa: E501
     "ranges: e must ascend"),
    ("price_computing = true", 'price_computing = true\nranges = [{max = "6 kg", e = "5 g"}, {max = "6 kg", e = "10 g"}, {max = "15 kg", e = "20 g"}]',  # noqa: E501
     "ranges: max must ascend"),
    ('min = "100 g"', 'min = "20 kg"', "min: 20 kg is larger than max 15 kg"),
    ('d = "5 g"', 'd = "10 g"', "d: 10 g is larger than e 5 g"),
    ("[instrument]", "[scale]", "[instrument]: this table is missing"),
    ("[instrument]", "[instrument", "is not TOML"),
])  # fmt: skip
def test_a_field_of_the_subject(lab: Any, old: str, new: str, named: str) -> None:
    path = lab.edit("subjects/scale.toml", (old, new))
    message = refused(lab, lab.run("JJG 539"))
    assert str(path) in message
    assert named in message


def test_a_subject_saved_in_the_code_page_of_an_editor(lab: Any) -> None:
    path = lab.subject("scale")
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    message = refused(lab, lab.run("JJG 539"))
    assert str(path) in message
    assert "save it as UTF-8" in message


def test_several_wrong_fields_at_once(lab: Any) -> None:
    lab.edit("subjects/scale.toml", ('max = "15 kg"', 'max = "15 MPa"'), ('maker = "示范衡器有限公司"\n', ""),
             ('class = "III"', 'class = "V"'), ("supports = 4", "supports = 0\nsuports = 4"))  # fmt: skip
    message = refused(lab, lab.run("JJG 539"))
    for field in ("max:", "maker:", "class:", "supports:", "suports:"):
        assert f"• {field}" in message


@pytest.mark.parametrize(("old", "new", "named"), [
    ('lower = "0 MPa"', 'lower = "0.1 MPa"', "lower: 0.1 MPa is above 0 MPa"),
    ('division = "0.05 MPa"', 'division = "0.05 kg"', "division: 0.05 kg has the wrong unit"),
    ('"1.2 MPa", "1.6 MPa"]', '"1.6 MPa", "1.2 MPa"]', "numbered_marks: must ascend"),
    ("stop_pin = true", "stop_pin = 3", "stop_pin"),
])  # fmt: skip
def test_a_field_of_a_gauge(lab: Any, old: str, new: str, named: str) -> None:
    lab.edit("subjects/gauge.toml", (old, new))
    assert named in refused(lab, lab.run("JJG 52"))


def test_a_subject_of_another_kind(lab: Any) -> None:
    message = refused(lab, lab.run("JJG 52", subject="scale"))
    assert "upper: is missing" in message


@pytest.mark.parametrize("what", ["subject", "bench"])
def test_a_file_that_is_not_there(lab: Any, what: str) -> None:
    message = refused(lab, lab.run("JJG 539", **{what: "nowhere"}))
    assert "nowhere.toml" in message
    assert "cannot be read" in message


@pytest.mark.parametrize("content", ["[bench\n", "\ufeff\x00", 'name = "x"\n', '[bench]\nname = "x"\n[roles]\n'])
def test_a_bench_file_that_is_none(lab: Any, content: str) -> None:
    path = lab.folder / "benches/scale.toml"
    path.write_text(content, encoding="utf-8")
    assert "scale.toml" in refused(lab, lab.run("JJG 539"))


@pytest.mark.parametrize(("old", "new", "named"), [
    ('[roles.price]\ndriver = "simulated_person"', '[roles.prise]\ndriver = "simulated_person"', "[roles.price]"),
    ('driver = "mt_sics"', 'driver = "mt_siks"', "[roles.scale]"),
    ('address = "sim:scale"', 'address = "sim:scales"', "roles.scale.address"),
    ('uses = { loads = "loads" }', 'uses = { loads = "weights" }', "roles.scale.uses.loads"),
    ('loads = ["M1-01"]', 'loads = ["M1-99"]', "M1-99"),
    ("temperature = 20.5", "temprature = 20.5", "temprature"),
    ('defect = "price"', 'defect = "prices"', ""),
])  # fmt: skip
def test_a_field_of_the_bench(lab: Any, old: str, new: str, named: str) -> None:
    lab.edit("benches/scale.toml", (old, new))
    said = lab.run("JJG 539", subject="scale") if named else None
    if said is None:
        lab.edit("subjects/scale.toml", ("SY-2026-0001", "SY-DEFECT-price"))
        said, named = lab.run("JJG 539"), "no defect 'prices'"
    assert named in refused(lab, said)


@pytest.mark.parametrize(("file", "old", "new", "named"), [
    ("laboratory.toml", 'decision = "simple"', 'decision = "lenient"', "policy.decision"),
    ("laboratory.toml", "[laboratory]", "[lab]", "laboratory"),
    ("people.toml", "[people.V001]\nname", "[people.V001]\nnname", "people.V001.name"),
    ("standards.toml", 'relative = "0.00005"', "relative = 0.00005", "binary float"),
    ("standards.toml", "valid_until = 2027-05-30", 'valid_until = "soon"', "M1-01.certificates.0.valid_until"),
])  # fmt: skip
def test_a_field_of_a_register(lab: Any, file: str, old: str, new: str, named: str) -> None:
    path = lab.edit(file, (old, new))
    message = refused(lab, lab.run("JJG 539"))
    assert str(path) in message
    assert named in message


@pytest.mark.parametrize(("operator", "problem"), [("V999", "no person 'V999'"), ("A001", "may not verify")])
def test_an_operator_who_is_none(lab: Any, operator: str, problem: str) -> None:
    message = refused(lab, lab.run("JJG 539", "--operator", operator))
    assert "people.toml" in message
    assert problem in message


@pytest.mark.parametrize("words", [
    ("run", "JJG 539"), ("run", "JJG 539", "--stage", "sometimes"), ("run", "--date", "tomorrow"),
    ("plan",), ("show",), ("weigh",), ("runs", "--nonsense"),
])  # fmt: skip
def test_a_command_line_that_cannot_be_understood(lab: Any, words: tuple[str, ...]) -> None:
    assert refused(lab, lab(*words))


@pytest.mark.parametrize("command", ["show", "replay", "resume"])
def test_a_run_that_is_not_there(lab: Any, command: str) -> None:
    Store(str(lab.store)).close()
    said = lab(command, "20200101-000000-abcdef")
    assert said.code == 2
    assert "steelyard runs" in said.err


def test_a_store_that_is_no_store(lab: Any) -> None:
    lab.store.write_bytes(b"This is not a database, but it is long enough to look at." * 20)
    before = lab.store.read_bytes()
    said = lab.run("JJG 52")
    assert said.code == 2
    assert "runs.sqlite" in said.err
    assert lab.store.read_bytes() == before


def test_a_store_that_cannot_be_made(lab: Any) -> None:
    said = lab.run("JJG 52", "--store", lab.folder / "nowhere/runs.sqlite")
    assert said.code == 2
    assert "nowhere" in said.err


@pytest.mark.parametrize("words", [("export", "last", "-o"), ("report", "last", "-o"),
                                   ("form", "JJG 52", "--subject", "{subject}", "-o")])  # fmt: skip
def test_a_place_where_nothing_can_be_written(lab: Any, words: tuple[str, ...]) -> None:
    """A file stands where the folder should be: said with its name, and never as exit code 1, a verdict."""
    assert lab.run("JJG 52").code == 0
    blocked = lab.subject("gauge") / "x.csv"
    said = lab(*(w.format(subject=lab.subject("gauge")) for w in words), blocked)
    assert said.refused
    assert str(lab.subject("gauge")) in said.err
    assert "Traceback" not in said.err


def test_a_defect_of_ours_is_shown_whole_and_is_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(ZeroDivisionError("of ours")) == DEFECT == 70
    told = capsys.readouterr().err
    assert "ZeroDivisionError: of ours" in told
    assert "A defect of Steelyard" in told
