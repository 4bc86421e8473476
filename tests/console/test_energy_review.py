"""A review of energy metering: a run of the checklist, the list and the registers become one report without a grade."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from reports.read_back import page_texts
from services.laboratory.example import write_example
from tests.console.conftest import CONFIG, DAY, Lab, Said

SITE = "energy/site.toml"
SUBJECT, BENCH = "review/subjects/energy_review.toml", "review/benches/energy_review.toml"


@pytest.fixture(name="lab")
def a_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    shutil.copytree(CONFIG, tmp_path / "lab")
    monkeypatch.chdir(tmp_path / "lab")
    made = Lab(tmp_path / "lab", monkeypatch)
    write_example("JJF 1356", tmp_path / "lab/review")
    assert made("instruments", "import", "energy/instruments.csv").code == 0
    return made


def reviewed(lab: Lab, subject: str = SUBJECT, *more: object) -> Said:
    return lab("run", "JJF 1356", "--bench", BENCH, "--subject", subject, "--date", DAY, *more)


def found(lab: Lab) -> list[tuple[str, str]]:
    document = lab("energy", "review", SITE, "last", "--json").document
    return [(n["where"]["en"], n["status"]) for n in document["nonconformities"]]


def test_instruments_without_a_valid_certificate_are_nonconformities(lab: Lab) -> None:
    """The reviewer found nothing; what the register and the list show is found by itself."""
    assert reviewed(lab).code == 4, "the requirements of article 7 and 8 were not read"
    assert found(lab) == [("G3", "unverified"), ("W1", "unverified")]
    assert lab("instruments", "edit", "E0010", "--set", "valid_until=2027-09-14", "--reason", "verified").code == 0
    assert found(lab) == [("G3", "unverified")]


def test_an_answer_becomes_a_nonconformity_with_its_remark(lab: Lab) -> None:
    assert reviewed(lab, SUBJECT.replace(".toml", "-with-defect.toml")).code == 1
    said = lab("energy", "review", SITE, "last", "--json", "-o", "documents")
    assert said.code == 1
    first = said.document["nonconformities"][0]
    assert (first["where"]["zh"], first["status"]) == ("能源计量数据管理", "secondary")
    assert "三月电量报表与电能表读数不符" in first["what"]["zh"]
    (file,) = lab.folder.glob("documents/er-*.pdf")
    pages = page_texts(file.read_bytes())
    assert all("非检定证书" in page and "模拟运行" in page for page in pages)
    text = "".join(pages)
    assert "故不给出等级或通过与否" in text
    b5, b6 = text.index("表B.5"), text.index("表B.6")
    assert "EM-2026-0002" in text[b5:b6]
    assert "EM-2026-0004" not in text[b5:b6]
    assert "检定证书" not in text.replace("非检定证书", "").replace("不是计量器具的检定证书", "")


def test_an_answer_by_a_requirement_that_was_not_read_is_not_lost(lab: Lab) -> None:
    assert lab("form", "JJF 1356", "--subject", SUBJECT, "-o", "form.csv", "--date", DAY).code == 0
    rows = list(csv.reader(io.StringIO(Path("form.csv").read_text("utf-8-sig"))))
    for row in rows[1:]:
        if row[0] == "ledger/listed":
            row[4:6] = ["not_conform", "台账缺两台水表"]
        elif row[0].startswith("environment/"):
            row[4] = {"°C": "20", "%RH": "50"}.get(row[3], row[4])
        elif "/" in row[0] and not row[4]:
            row[4] = "conform"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    Path("form.csv").write_text(out.getvalue(), "utf-8")
    said = reviewed(lab, SUBJECT, "--readings", "form.csv")
    assert said.code == 4, said.err
    assert found(lab)[0] == ("Ledger and use of instruments", "unverified")


def test_rates_of_a_day_of_the_edition_of_2006_are_nonconformities(lab: Lab) -> None:
    from datetime import date

    from services.energy.asked import asked
    from services.energy.equipped import equipped
    from services.energy.reviewing import _of_rates

    (missing,) = _of_rates(equipped(asked(Path(SITE)).points, date(2025, 11, 23), None))
    assert missing.clause.en == "GB 17167-2006 4.3.2"
    assert missing.what.en == "equipping rate 0.00 %, 95 % required; without: W2"


def test_what_is_refused(lab: Lab) -> None:
    assert lab("energy", "review", SITE, "last").refused
    assert reviewed(lab).code == 4
    lab.edit(SITE, ('id = "F001"', 'id = "F002"'))
    said = lab("energy", "review", SITE, "last")
    assert said.refused
    assert "the run is about F001, the file about F002" in said.err
    assert lab.run("JJG 539").code == 0
    assert "not of JJF 1356" in lab("energy", "review", SITE, "last").err
