"""Where the readings come from stands on record and documents; a file is no instrument."""

import csv
import io
from pathlib import Path
from typing import Any

import pypdf
import pytest


def printed(folder: Path, kind: str) -> str:
    (path,) = folder.glob(f"{kind}_*.pdf")
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


def test_readings_typed_into_a_file_are_not_read_by_an_instrument(lab: Any) -> None:
    (lab.folder / "air.csv").write_text("T,H\n" + "20.5,45\n" * 400, encoding="utf-8")
    file = lab.folder / "air.csv"
    options = f'{{ file = "{file}", temperature = "T; °C", humidity = "H; %RH" }}'
    bench = lab.folder / "benches/gauge.toml"
    text = bench.read_text(encoding="utf-8")
    begin = text.index('driver = "hmt330"')
    end = text.index("\n\n", begin)
    bench.write_text(f'{text[:begin]}driver = "csv_file"\noptions = {options}{text[end:]}', encoding="utf-8")
    said = lab.run("JJG 52")
    assert said.code == 0, said.err
    how = {e.address: e.body["how"] for e in lab.events() if e.kind == "observation"}
    assert how["environment/before/temperature"] == "file"
    assert how["indication/up/0.8MPa/ref"] == "instrument"
    assert lab("report", "last", "-o", lab.folder / "d").code == 0
    for kind in ("certificate", "record"):
        assert "数据文件4" in printed(lab.folder / "d", kind)
    (table,) = (lab.folder / "d").glob("*.csv")
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"))))
    assert any("data file 4" in cell for row in rows for cell in row)


@pytest.mark.parametrize("filled", [False, True])
def test_a_form_is_overwritten_only_while_it_is_empty(lab: Any, filled: bool) -> None:
    path = lab.folder / "form.csv"
    words = ("form", "JJG 52", "--subject", lab.subject("gauge"), "-o", path)
    assert lab(*words).code == 0
    if filled:
        path.write_bytes(lab.form("JJG 52", {}).read_bytes())
    before = path.read_bytes()
    assert lab(*words).code == (2 if filled else 0)
    assert (path.read_bytes() == before) is filled
