"""The DCC of a run: valid by PTB's schema and rules, the same figures as the PDF, signed, and inside the signed PDF."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from records.event import Event
from reports.content.document import document
from reports.dcc.cross_check import confirm_same
from reports.dcc.file import Maker, dcc_file
from reports.dcc.names import said
from reports.dcc.opening import Opened, open_dcc
from reports.dcc.signing import Key
from reports.documents import write_documents
from reports.errors import DccFault, DccRefused
from reports.model import read_run
from reports.numerals import with_minus
from reports.signatures.certificates import key_bytes, new_authority, new_key
from reports.signatures.checking import check_pdf
from reports.signatures.keys import pem_signer, read_certificates
from reports.signatures.places import Role
from reports.signatures.signing import sign
from reports.signatures.trust import Trust
from reports.view import Numbered
from tests.dcc_files import FOLDER, needs_dcc
from tests.real_runs import performed
from tests.reports.signatures.conftest import NOW, PASSPHRASE, PEOPLE, QR, Office, stamp

APPROVED = Numbered("20260539000001", approved=True)
BAD = {"weighing/up/15000g/I": "14990"}
RUNS: Mapping[str, tuple[str, dict[str, str]]] = {
    "calibration": ("JJF 1587", {}), "certificate": ("JJG 539", {}), "notice": ("JJG 539", BAD),
    "gauge": ("JJG 52", {}), "thermometer": ("JJG 229", {}),
}  # fmt: skip


@cache
def events(name: str) -> tuple[Event, ...]:
    regulation, given = RUNS[name]
    return tuple(performed(regulation, dict(given), simulated=False))


@cache
def files(name: str) -> tuple[bytes, bytes]:
    """The PDF and the DCC of a run, not signed."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        written = write_documents(events(name), Path(folder), dcc=Maker())
        return written[0].read_bytes(), written[-1].read_bytes()


def opened(content: bytes, trusted: Trust | None = None) -> Opened:
    return open_dcc(content, "own", FOLDER, trust=trusted, strict=True)


@needs_dcc
@pytest.mark.parametrize("name", RUNS)
def test_it_is_valid_without_a_remark(name: str) -> None:
    found = opened(files(name)[1])
    assert (found.remarks, found.signature, found.dcc.version) == ((), "none", "3.3.0")
    assert found.dcc.languages == ("zh", "en")


@pytest.mark.parametrize("name", RUNS)
def test_each_row_of_the_printed_tables_is_a_point_of_it(name: str) -> None:
    pdf, dcc = files(name)
    content = document(read_run(events(name)))
    printed = [
        cell["text"] for item in content["items"] for row in item["rows"] for cell in row["cells"] if cell["text"]
    ]
    found = open_dcc(dcc, "own", None).dcc
    stated: list[str] = []
    for quantity in found.every():
        stated += [with_minus(text) for text in (*quantity.texts, *quantity.figures())]
    missing = [text for text in printed if "\N{NO-BREAK SPACE}".join(text.split()) not in stated]
    assert missing == []
    assert confirm_same(pdf, dcc) >= len(printed)


def test_a_calibration_states_u_and_k_at_each_point() -> None:
    run = read_run(events("calibration"))
    found = open_dcc(files("calibration")[1], "own", None).dcc
    (table,) = (t for r, t in found.tables() if said(r.name).en == "Direct voltage")
    (error,) = (q for q in table.quantities if q.kinds == ("basic_measurementError",))
    conclusions = [c for c in run.conclusions if c.item == "dc_voltage"]
    spread = error.numbers[0].spread
    assert spread is not None
    assert spread.values == tuple(c.uncertainty.U for c in conclusions if c.uncertainty)
    assert set(spread.k) == {"2.00"}
    assert set(spread.p) == {"0.9545"}
    assert error.numbers[0].units == (r"\volt",)
    assert error.conformity == ()
    assert not any(told.conformity for told in found.statements)


@pytest.mark.parametrize(("name", "verdict"), [("certificate", "pass"), ("notice", "fail")])
def test_a_verdict_is_a_statement_of_conformity(name: str, verdict: str) -> None:
    found = open_dcc(files(name)[1], "own", None).dcc
    first = found.statements[0]
    assert (first.conformity, first.norms) == ((verdict,), ("JJG 539-2016",))
    points = {v for q in found.every() for v in q.conformity}
    assert points == ({"pass"} if verdict == "pass" else {"pass", "fail"})
    items = [told.conformity[0] for told in found.measurements[0].remarks]
    assert (items.count("fail"), len(items)) == (verdict == "fail", 9)
    dates = [told.date for told in found.statements if told.date]
    assert dates == (["2027-11-22"] if verdict == "pass" else [])


def test_a_figure_that_the_pdf_does_not_show_is_found() -> None:
    pdf, dcc = files("calibration")
    with pytest.raises(DccFault, match="the PDF does not show"):
        confirm_same(pdf, dcc.replace(b"0.000052", b"0.000053"))
    with pytest.raises(DccFault, match="which the PDF does not show"):
        confirm_same(pdf, dcc.replace(b"SY-2026", b"SY-2025"))


def test_a_run_without_a_certificate_gets_none() -> None:
    stopped = read_run(performed("JJF 1587", {"appearance/sound": "not_conform"}))
    assert Maker()(stopped) == b""
    with pytest.raises(DccFault, match="gets no certificate"):
        dcc_file(stopped)


@pytest.fixture(scope="module")
def office() -> Office:
    authority = new_authority("示范省计量科学研究院", now=NOW)
    return Office(authority, read_certificates(authority.certificate.public_bytes(Encoding.PEM)), b"")


@pytest.fixture(scope="module")
def key(office: Office) -> Key:
    own = new_key()
    issued = office.authority.issue(own.public_key(), "seal", "示范省计量科学研究院", now=NOW)
    certificates = tuple(c.public_bytes(Encoding.DER) for c in (issued, office.authority.certificate))
    return Key(key_bytes(own, PASSPHRASE), PASSPHRASE, certificates)


@pytest.fixture(scope="module")
def written(key: Key, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """PDF and DCC of a verification, the DCC signed."""
    made = write_documents(events("certificate"), tmp_path_factory.mktemp("dcc"), dcc=Maker(key), numbered=APPROVED)
    return made[0].read_bytes(), made[-1].read_bytes()


@needs_dcc
def test_a_signed_one_is_proven_and_still_valid(written: tuple[bytes, bytes], office: Office) -> None:
    found = opened(written[1], office.trusted)
    assert (found.signature, found.signatures[0].name) == ("trusted", "示范省计量科学研究院")
    assert opened(written[1]).signature == "unproven"
    with pytest.raises(DccRefused, match="changed after it was signed"):
        opened(written[1].replace(b"SY-2026-0001", b"SY-2026-0002"))


def test_a_simulated_one_is_marked_and_never_signed(key: Key) -> None:
    run = read_run(performed("JJG 52", {}, simulated=True))
    assert "steelyard_simulated" in {k for t in open_dcc(dcc_file(run), "own", None).dcc.statements for k in t.kinds}
    with pytest.raises(DccFault, match="bears the mark steelyard_simulated"):
        dcc_file(run, key)


def test_a_wrong_passphrase_signs_nothing(key: Key) -> None:
    with pytest.raises(DccFault, match="cannot be opened"):
        dcc_file(
            replace(read_run(events("gauge")), numbered=APPROVED), Key(key.private, "another one", key.certificates)
        )


@pytest.mark.parametrize(("name", "numbered"), [
    ("gauge", None), ("gauge", Numbered("1")), ("notice", APPROVED),
])  # fmt: skip
def test_what_nobody_approved_is_not_signed(key: Key, name: str, numbered: Numbered | None) -> None:
    with pytest.raises(DccFault, match="no certificate that was approved"):
        dcc_file(replace(read_run(events(name)), numbered=numbered), key)


@pytest.mark.systems
def test_it_lies_in_the_pdf_and_survives_four_signatures(
    written: tuple[bytes, bytes], office: Office, tmp_path: Path
) -> None:
    pdf, dcc = written
    for role in Role:
        own, certificate = office.certified(*PEOPLE[role])
        signer = pem_signer(own, PASSPHRASE, certificate, office.chain)
        pdf = sign(pdf, role, signer, stamp(role), contact=QR if role is Role.SEAL else "")
    assert check_pdf(pdf, office.trusted).genuine
    attached = pypdf.PdfReader(BytesIO(pdf)).attachments
    assert attached["dcc.xml"] == [dcc]
    assert set(attached) == {"dcc.xml", "record.csv", "essentials.json"}
    assert open_dcc(pdf, "own", None, trust=office.trusted).signature == "trusted"
    if shutil.which("pdfsig"):
        file = tmp_path / "signed.pdf"
        file.write_bytes(pdf)
        said_of_it = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
        assert said_of_it.count("Signature is Valid") == 4


def test_it_is_an_associated_file_of_pdf_a_3(written: tuple[bytes, bytes]) -> None:
    reader = pypdf.PdfReader(BytesIO(written[0]))
    associated = [f.get_object() for f in reader.trailer["/Root"]["/AF"]]
    related = {f["/UF"]: f["/AFRelationship"] for f in associated}
    assert related == {"dcc.xml": "/Alternative", "record.csv": "/Data", "essentials.json": "/Data"}
    assert b"<pdfaid:part>3" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
