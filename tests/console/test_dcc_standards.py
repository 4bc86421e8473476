"""A certificate of another laboratory, taken in as a DCC, starts a run that passes the gates: no figure is typed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from records.entries import Opened, of_kind
from reports.dcc.file import dcc_file
from reports.dcc.names import SIGNATURE
from reports.dcc.signing import Key, put_signature
from reports.dcc.writing import to_bytes
from reports.model import read_run
from reports.signatures.certificates import Authority, key_bytes, new_authority, new_key
from reports.view import Numbered
from sequencer.session import StoppedClock, perform
from services.laboratory.prepare import prepare
from tests.dcc_files import FOLDER, PUBLISHED, needs_dcc
from tests.real_runs import CONFIG, Answers, Chained

pytestmark = needs_dcc
SECRET = "eight or more"  # noqa: S105  of keys of these tests
NOW = datetime(2026, 1, 5, tzinfo=UTC)
DAY, CALIBRATED = "2026-11-23", date(2026, 6, 1)
OF_A = """[instrument]
name = "数字多用表"
name_en = "Digital multimeter"
maker = "Keysight"
model = "34465A"
serial = "SIM-MY60000001"
recalibration_months = 12
dc_voltage = [{ upper = "10 V", resolution = "10 µV" }]
dc_current = [{ upper = "100 mA", resolution = "0.1 µA" }, { upper = "20 mA", resolution = "0.01 µA" }]
"""


class Institute:
    """Another laboratory with its key and its authority."""

    def __init__(self, folder: Path, name: str) -> None:
        self.authority: Authority = new_authority(name, now=NOW)
        own = new_key()
        issued = self.authority.issue(own.public_key(), "seal", name, now=NOW)
        certificates = tuple(c.public_bytes(Encoding.DER) for c in (issued, self.authority.certificate))
        self.key = Key(key_bytes(own, SECRET), SECRET, certificates)
        self.trusted = folder / "authority.crt"
        self.trusted.write_bytes(self.authority.certificate.public_bytes(Encoding.PEM))


@pytest.fixture(scope="module")
def institute(tmp_path_factory: pytest.TempPathFactory) -> Institute:
    return Institute(tmp_path_factory.mktemp("institute"), "National institute")


@pytest.fixture(scope="module")
def of_a(institute: Institute, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A calibration certificate that laboratory A wrote of a multimeter, at 10 mA with an error of 0.6 µA."""
    folder = tmp_path_factory.mktemp("a")
    subject = folder / "subject.toml"
    subject.write_text(OF_A, "utf-8")
    job = prepare(
        "JJF 1587", CONFIG / "benches/multimeter.toml", subject, stage="initial", on=CALIBRATED, seed=7, operator=""
    )
    journal, shown = Chained(), {f"dc_current/20mA/0.010A/x{n}": "0.0100006" for n in range(1, 6)}
    perform(job.setup.stating(simulated=False), journal, Answers(shown), StoppedClock())
    file = folder / "certificate.xml"
    run = replace(read_run(journal.events), numbered=Numbered("2026A1587000001", approved=True))
    file.write_bytes(dcc_file(run, institute.key))
    return file


@pytest.fixture
def kept(lab: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Laboratory B, with its standards in a store."""
    monkeypatch.setenv("STEELYARD_DCC", str(FOLDER))
    monkeypatch.chdir(lab.folder)
    in_store(lab)
    return lab


def in_store(lab: Any) -> None:
    """Bring the standards of the folder into the store, and take the file away."""
    assert lab("standards", "from-toml", "standards.toml", "--reason", "register").code == 0
    Path("standards.toml").unlink()
    with Path("laboratory.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[registers]\nstore = "{lab.store}"\n')


def used(lab: Any, standard: str) -> Any:
    """A standard as the last run had it."""
    ((_, opened),) = of_kind(lab.events(), Opened)
    (found,) = {s.role: s for s in opened.standards if s.id == standard}.values()
    return found


def taken(lab: Any, file: Path, institute: Institute, *more: str) -> Any:
    said = lab(
        "standards", "from-dcc", file, "--trust", institute.trusted, "--reason", "new certificate", "--json", *more
    )
    assert said.code == 0, said.err
    return said.document


def test_what_our_own_laboratory_wrote(
    lab: Any, of_a: Path, institute: Institute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEELYARD_DCC", str(FOLDER))
    assert lab("example", "JJG 882", "-o", lab.folder / "pt").code == 0
    monkeypatch.chdir(lab.folder / "pt")
    in_store(lab)
    bench = next(f for f in Path.cwd().rglob("*.toml") if '\nmeter = ["DM-01"]' in f.read_text("utf-8"))
    subject = next(f for f in Path.cwd().rglob("*.toml") if 'serial = "PT-2026-0001"' in f.read_text("utf-8"))
    bench.write_text(bench.read_text("utf-8").replace('meter = ["DM-01"]', 'meter = ["DM-02"]'), "utf-8")
    run = ("run", "JJG 882", "--bench", bench, "--subject", subject, "--date", DAY)
    assert "DM-02" in lab(*run).err
    found = taken(lab, of_a, institute, "--key", "DM-02", "--traceable-to", "SF-NMC")
    assert (found["new"], found["signature"], found["valid_until"]) == (True, "trusted", "2027-06-01")
    assert [(q["unit"], q["key"]) for q in found["quantities"]] == [("V", ""), ("A", "")]
    said = lab(*run)
    assert said.code == 4, said.err  # it passed the gates; the edition is a draft, by which nothing conforms
    standard = used(lab, "DM-02")
    assert (standard.certificate, standard.serial) == (found["certificate"], "SIM-MY60000001")
    quantity = next(q for q in standard.quantities if q.unit == "A").certified()
    assert (quantity.lower, quantity.upper) == (Decimal("-0.1"), Decimal("0.1"))
    assert abs(quantity.correct(Decimal("0.0100006")) - Decimal("0.01")) < Decimal("1e-7")
    assert quantity.correct(Decimal("0.05")) == Decimal("0.05")
    history = lab("certificates", "history", f"DM-02/{found['certificate']}", "--json").document
    assert "signature trusted" in str(history)


def foreign(institute: Institute, folder: Path, *more: tuple[str, str]) -> Path:
    """PTB's example of a thermometer, of our thermometer's number, range and dates, signed."""
    text = (PUBLISHED / "pydcc/dcc_gp_temperature_typical_v12_v3.2.0_signed.xml").read_text("utf-8")
    for old, new in (
        ("string-manufacturer-item", "SIM-B1594"), ("1957-08-13", "2026-06-01"), ("1959-10-22", "2027-05-31"),
        ("306.248 373.121 448.253 523.319 593.154", "213.158 273.163 373.163 473.159 573.150"),
        ("33.098 99.971 175.103 250.169 320.004", "-59.992 0.013 100.013 200.009 300.000"),
        ("306.32 373.21 448.36 523.31 593.07", "213.15 273.15 373.15 473.15 573.15"),
        ("33.17 100.06 175.21 250.16 319.92", "-60.00 0.00 100.00 200.00 300.00"),
        ("0.072 0.089 0.107 -0.009 -0.084", "-0.008 -0.013 -0.013 -0.009 0.000"),
        ("<si:uncertaintyXMLList>0.061<", "<si:uncertaintyXMLList>0.010<"),
        *more,
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    root = etree.fromstring(text.encode())
    root.remove(root.find(SIGNATURE))
    file = folder / f"foreign{len(more)}.xml"
    file.write_bytes(to_bytes(put_signature(root, institute.key)))
    return file


def test_what_another_laboratory_wrote(kept: Any, institute: Institute, tmp_path: Path) -> None:
    file = foreign(institute, tmp_path)
    found = taken(kept, file, institute)
    assert (found["standard"], found["new"], found["valid_until"]) == ("TS-01", False, "2027-05-31")
    assert found["quantities"] == [{"unit": "°C", "key": "", "points": 5}]
    bench, subject = kept.folder / "benches/thermoresistor.toml", kept.subject("thermoresistor")
    run = kept("run", "JJG 229", "--bench", bench, "--subject", subject, "--date", DAY)
    assert run.code == 0, run.err
    standard = used(kept, "TS-01")
    assert (standard.certificate, standard.issuer) == (found["certificate"], "Kalibrierfirma GmbH")
    (quantity,) = (q.certified() for q in standard.quantities)
    assert [str(quantity.correct(v)) for v in map(Decimal, ("-60.00", "100.00"))] == ["-59.992", "100.013"]
    assert str(quantity.expanded_uncertainty(Decimal("0"))) == "0.010"
    moved = foreign(
        institute, tmp_path, ("-59.992 0.013 100.013", "-60.800 -0.800 99.200"),
        ("213.158 273.163 373.163", "212.35 272.35 372.35"), ("-0.008 -0.013 -0.013", "0.800 0.800 0.800"),
        ("GP_DCC_temperature_typical_1.2", "corrected"),
    )  # fmt: skip
    compared = kept("dcc", "diff", file, moved, "--json")
    assert (compared.code, compared.document["moved"]) == (1, 3)
    assert [p["drift"] for p in compared.document["points"]] == ["-0.808", "-0.813", "-0.813", "0.000", "0.000"]
    assert "3 of 5 points changed" in kept("dcc", "diff", file, moved).err
    decided = kept("reevaluate", "--standard", "TS-01", "--as-of", "2026-06-01", "--certificate", moved, "--json")
    assert decided.code == 1
    assert [(r["old"], r["new"]) for r in decided.document["changed"]] == [("conform", "not_conform")]
    same = kept("reevaluate", "--standard", "TS-01", "--as-of", "2026-06-01", "--certificate", file, "--json")
    assert (same.code, same.document["concerned"]) == (0, 1)


def test_what_cannot_be_taken_in(kept: Any, of_a: Path, institute: Institute, tmp_path: Path) -> None:
    words = ("standards", "from-dcc", of_a, "--reason", "x")
    assert "does not prove who issued it" in kept(*words, "--key", "DM-01").err
    trusted = (*words, "--trust", institute.trusted)
    assert "no one standard has the serial number" in kept(*trusted).err
    assert "is no institute of the register" in kept(*trusted, "--key", "DM-01").err
    assert "standard TS-01 has" in kept(*trusted, "--key", "TS-01").err
    changed = tmp_path / "changed.xml"
    changed.write_bytes(of_a.read_bytes().replace(b"0.0100006", b"0.0100005"))
    assert "changed after it was signed" in kept("standards", "from-dcc", changed, "--reason", "x").err
    assert all(kept(*trusted, "--key", key).code == 2 for key in ("", "TS-01"))
    assert kept(*trusted, "--key", "DM-01", "--institute", "A").code == 0
    assert kept("institutes", "show", "A", "--json").document["name"] == "示范省计量科学研究院"
    assert kept(*trusted, "--key", "DM-01").refused
