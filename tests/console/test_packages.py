"""Lots through the commands: tables into a form, the verdict on published and constructed lots."""

import csv
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.laboratory.example import write_example
from tests.console.conftest import DAY, Lab, Said

CHECKS = ("label/declared", "label/unit", "label/height", "sampling/random", "density/reference")
FOUND = "499.1 498.7 501.0 499.5 500.8 499.9 498.9 500.4 499.6"
#: cases/systems.json: prepack_mean, contents of ten packages of a lot of 40.
PREPACK_MEAN = ["500.2", *FOUND.split()]


@pytest.fixture(name="lab")
def a_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """A laboratory in which a person fills every role of the bench for packages."""
    write_example("JJF 1070-2023", tmp_path / "lab")
    made = Lab(tmp_path / "lab", monkeypatch)
    file = made.folder / "benches/packages.toml"
    text = re.sub(r"(?m)^(address|identity|options) = .*\n", "", file.read_text("utf-8").partition("[simulation]")[0])
    file.write_text(re.sub(r'driver = ".*"', 'driver = "person"', text), "utf-8")
    return made


def subject(lab: Lab, **fields: object) -> Path:
    """The nameplate of the example with other fields."""
    lines = (lab.folder / "subjects/packages.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split(" = ")[0] not in fields]
    more = [f"{k} = {v}" if isinstance(v, int) else f'{k} = "{v}"' for k, v in fields.items()]
    path = lab.folder / f"subjects/lot-{len(list(lab.folder.glob('subjects/*')))}.toml"
    path.write_text("\n".join([*kept, *more]) + "\n", "utf-8")
    return path


def empty(lab: Lab, plate: Path, regulation: str = "JJF 1070", day: str = DAY, **checks: str) -> Path:
    """An empty form whose checks are answered, and the air."""
    file = plate.with_suffix(".csv")
    assert lab("form", regulation, "--subject", plate, "-o", file, "--date", day).code == 0
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    for row in rows:
        if row[0] in CHECKS:
            row[4] = checks.get(row[0].replace("/", "_"), "conform")
        elif row[0].startswith("environment/") and row[3] in {"°C", "%RH", "kPa"}:
            row[4] = {"°C": "20", "%RH": "50", "kPa": "101.3"}[row[3]]
        elif row[0].startswith("specification"):
            row[4] = "conform"
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    file.write_text(out.getvalue(), "utf-8-sig")
    return file


def table(lab: Lab, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = lab.folder / name
    path.write_bytes(text.encode(encoding))
    return path


def decided(lab: Lab, plate: Path, form: Path, regulation: str = "JJF 1070", day: str = DAY) -> Said:
    """Decide a lot by its form."""
    bench = lab.folder / "benches/packages.toml"
    return lab("run", regulation, "--bench", bench, "--subject", plate, "--readings", form, "--date", day)


def judged(lab: Lab, plate: Path, *tables: Path, regulation: str = "JJF 1070", day: str = DAY) -> Any:
    """A lot by tables: exit code, and values by item."""
    form = empty(lab, plate, regulation, day)
    said = lab("packages", "enter", form, *tables)
    assert said.code == 0, said.err
    said = decided(lab, plate, form, regulation, day)
    found: dict[str, Mapping[str, Any]] = {e.address: e.body for e in lab.events() if e.kind == "conclusion"}
    return said.code, {key: found[key]["values"] for key in ("mean", "shortages") if key in found}, said


@pytest.mark.parametrize(("less", "code", "mean", "raised"), [(0, 0, "499.81", "500.62"), (1, 1, "498.81", "499.62")])
def test_the_vector_of_the_mean(lab: Lab, less: int, code: int, mean: str, raised: str) -> None:
    """Ten net contents of a lot of 40: passes, and fails by a gram less."""
    lines = "\n".join(str(Decimal(q) - less) for q in PREPACK_MEAN)
    plate = subject(lab, lot_size=40, found_by="net")
    found, values, said = judged(lab, plate, table(lab, "net.csv", f"净重(g)\n{lines}\n", "gb18030"))
    assert found == code, said.err
    assert values["mean"]["content_mean"] == mean
    assert abs(Decimal(values["mean"]["raised"]) - Decimal(raised)) <= Decimal("0.05")
    assert values["mean"]["content_s"] == "0.789444"


@pytest.mark.parametrize(("plate", "header", "good", "bad"), [
    ({"content": "mass", "nominal": "1.5 kg", "lot_size": 8}, "gross (kg),tare (g)", "1.530,20", "1.470,20"),
    ({"content": "volume", "nominal": "750 mL", "lot_size": 8, "found_by": "measured"}, "content", "751", "719.9"),
    ({"content": "length", "nominal": "10 m", "lot_size": 8}, "实际含量(cm)", "1001", "959.9"),
    ({"content": "area", "nominal": "400 cm²", "lot_size": 8}, "content", "401", "375.9"),
    ({"content": "count", "nominal": "100", "lot_size": 8}, "content", "100", "97"),
    ({"content": "drained", "nominal": "320 g", "lot_size": 8}, "sieve;drained", "180.0;501.0", "180.0;470.0"),
])  # fmt: skip
def test_every_way_of_declaring(lab: Lab, plate: dict[str, Any], header: str, good: str, bad: str) -> None:
    """Eight packages as they should be, and with the fifth short."""
    codes = []
    for fifth in (good, bad):
        rows = [good] * 4 + [fifth] + [good] * 3
        codes.append(judged(lab, subject(lab, **plate), table(lab, "t.csv", "\n".join([header, *rows])))[0])
    assert codes == [0, 1]


def test_a_volume_by_density_and_two_tables(lab: Lab) -> None:
    plate = subject(lab, content="volume", nominal="500 mL", lot_size=8)
    gross = table(
        lab, "gross.csv", "序号\t毛重\t密度\n" + "\n".join(f"{n}\t470\t{'0.92' if n < 4 else ''}" for n in range(1, 9))
    )
    tare = table(lab, "tare.csv", "\n".join(["10"] * 8))
    form = empty(lab, plate)
    assert lab("packages", "enter", form, gross).code == 0
    assert lab("packages", "enter", form, tare, "--column", "tare").code == 0
    run = decided(lab, plate, form)
    assert run.code == 0, run.err


@pytest.mark.parametrize(("text", "says"), [
    ("gross\n500\n5o0\n", "line 3, column 'gross': '5o0' is not a number"),
    ("gross\n500,1\n", "line 2: 2 cells under 1 columns; a decimal or thousands comma?"),
    ("number,gross\n1,500\n1,501\n", "line 3, column 'gross': package 1 stands in line 2 already"),
    ("number,gross\n11,500\n", "line 2, column 'gross': the form has no package 11 for gross; it has 1 to 10"),
    ("number,gross\nA,500\n", "line 2, column 'number': 'A' is no number of a package"),
    ("weight\n500\n", "line 1: column 'weight' is not known"),
    ("gross,毛重\n500,500\n", "line 1: column '毛重': gross stands more than once"),
    ("content\n500\n", "line 2, column 'content': the form does not ask for content; it asks for gross, tare"),
    ("gross (m)\n500\n", "line 2, column 'gross (m)': "),
    ("number\n1\n", "line 1: no column with readings"),
    ("gross\n", "holds no reading"), ("\n", "is empty"),
])  # fmt: skip
def test_a_table_that_is_refused_changes_nothing(lab: Lab, text: str, says: str) -> None:
    form = empty(lab, subject(lab, lot_size=40))
    before = form.read_bytes()
    said = lab("packages", "enter", form, table(lab, "t.csv", text))
    assert said.code == 2
    assert says in said.err
    assert form.read_bytes() == before


def test_full_width_digits_blank_rows_and_the_same_table_twice(lab: Lab) -> None:
    form = empty(lab, subject(lab, lot_size=40))
    first = table(lab, "t.csv", "序号；总重\n".replace("；", ";") + "１;５００．５\n\n3;501\n")
    assert lab("packages", "enter", form, first, "--json").document["entered"] == 2
    assert lab("packages", "enter", form, first).code == 0
    other = table(lab, "u.csv", "number,gross\n1,500.6\n")
    assert "the form has '500.5' for package 1 already" in lab("packages", "enter", form, other).err


def test_a_wrong_edition_by_date_is_refused(lab: Lab) -> None:
    """The edition of 2005 until 2024-10-11, that of 2023 from the day after."""
    plate = subject(lab, lot_size=8)
    told = {
        (edition, day): lab("form", f"JJF 1070-{edition}", "--subject", plate, "--date", day).code
        for edition in ("2005", "2023") for day in ("2024-10-11", "2024-10-12")
    }  # fmt: skip
    assert told == {
        ("2005", "2024-10-11"): 0,
        ("2005", "2024-10-12"): 2,
        ("2023", "2024-10-11"): 2,
        ("2023", "2024-10-12"): 0,
    }
