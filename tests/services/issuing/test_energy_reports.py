"""A report on energy metering goes the way of every document, and is computed again from its inputs."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from records.errors import RegisterError
from registers.documents import DOCUMENTS
from registers.errors import RegistersError
from reports.errors import SignatureFault
from reports.read_back import page_texts
from reports.signatures.places import Role
from sequencer.errors import Refused
from services.energy import making
from services.energy.issued import issue_report
from services.energy.making import CHANGED, Made, Wanted, make
from services.energy.recomputing import recompute
from services.issuing import steps
from services.issuing.document_check import StoreStates, check, trusted
from services.issuing.issue import Issue
from services.issuing.sheets import batch_list, cancellation
from tests.console.conftest import CONFIG
from tests.records.tampering import unguarded
from tests.services.issuing.office import Office, office_of
from tests.services.issuing.runs_of_every_kind import made

TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("energy")
    with office_of(made(folder / "made", ("conform",)), folder / "office") as found:
        shutil.copytree(CONFIG / "energy", found.folder / "energy")
        shutil.copy(CONFIG / "laboratory.toml", found.folder)
        site = site_of(found)
        site.write_text(site.read_text("utf-8").replace("simulated = true", "simulated = false"), "utf-8")
        yield found


def site_of(office: Office) -> Path:
    return office.folder / "energy" / "site.toml"


def made_of(office: Office, site: Path | None = None) -> Made:
    return make(Wanted("balance", site or site_of(office)), office.kept.url)


def issued(office: Office, folder: Path, by: str = "V001", of: Made | None = None) -> Issue:
    laboratory = office.folder / "laboratory.toml"
    return issue_report(of or made_of(office), office.kept.url, laboratory, folder, by=by, on=TODAY)


def other_site(office: Office, folder: Path, *changes: tuple[str, str]) -> Path:
    shutil.copytree(office.folder / "energy", folder)
    text = (folder / "site.toml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "site.toml").write_text(text, "utf-8")
    return folder / "site.toml"


def test_two_who_issue_one_report_at_once_get_one_number_and_one_file(office: Office, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(issued, office, tmp_path / by, by) for by in ("V001", "R001")]
    one, other = (future.result() for future in both)
    assert one.number == other.number == f"R-{TODAY.year}2589000001"
    assert one.files[0].read_bytes() == other.files[0].read_bytes()
    with office.kept.desk() as at:
        row = at.book.get(DOCUMENTS, one.number).record
        assert row.digest == sha256(one.files[0].read_bytes()).hexdigest()
        assert (row.kind, row.state, row.outcome) == ("energy", "numbered", "undecided")
        assert at.store.file(row.head), "what it was made from is kept"
    pages = page_texts(one.files[0].read_bytes())
    assert all(one.number in page and "非检定证书" not in page for page in pages)
    assert "未核实" in pages[0]
    document = pypdfium2.PdfDocument(one.files[0])
    held = {
        a.get_name(): bytes(a.get_data()) for a in map(document.get_attachment, range(document.count_attachments()))
    }
    assert sha256(held["basis.json"]).hexdigest() == row.head
    names = [x["name"] for x in json.loads(held["basis.json"])["inputs"]]
    assert names == ["site.toml", "points.csv", "samples.csv", "GB/T 2589-2020", "CO2-2025"]


def test_it_is_signed_checked_by_an_outsider_and_cancelled(office: Office, tmp_path: Path) -> None:
    site = other_site(office, tmp_path / "b", ('id = "F001"', 'id = "F002"'))
    made_again = issued(office, tmp_path, of=made_of(office, site))
    file = made_again.files[0]
    office.sign(file, *Role)
    known, states = trusted([office.folder / "authority" / "authority.crt"], []), StoreStates(office.kept.url)
    found = check(file.read_bytes(), known, TODAY, states)
    assert (found.genuine, found.state) == (True, "VALID"), found.reasons
    assert (found.essentials["title"], found.essentials["serial"]) == ("能源平衡与能耗报告", "F002")
    with pytest.raises(RegistersError, match="bears signatures"):
        issued(office, tmp_path, of=made_of(office, site))
    batch_list(office.kept.url, made_again.number, tmp_path / "batch.pdf")
    assert made_again.number in "".join(page_texts((tmp_path / "batch.pdf").read_bytes()))
    with office.kept.desk() as at:
        with pytest.raises(RegistersError, match="rests on no run"):
            steps.reissue(at, made_again.number, None, "A001", "wrong", TODAY)  # type: ignore[arg-type]
        steps.cancel(at, made_again.number, "A001", "误报")
        notice = cancellation(at, made_again.number, tmp_path)
    assert "误报" in "".join(page_texts(notice.read_bytes()))
    assert check(file.read_bytes(), known, TODAY, states).state == "CANCELLED"
    another = issued(office, tmp_path, of=made_of(office, site))
    assert another.number != made_again.number, "a cancelled report does not hold; the next gets a number of its own"


def test_it_is_computed_again_and_every_other_input_is_named(office: Office, tmp_path: Path) -> None:
    number, laboratory = issued(office, tmp_path).number, office.folder / "laboratory.toml"
    assert recompute(number, site_of(office), office.kept.url, laboratory).same
    site = other_site(office, tmp_path / "c")
    samples = site.parent / "samples.csv"
    lines = samples.read_text("utf-8").splitlines()
    last = next(n for n in range(len(lines) - 1, 0, -1) if lines[n].startswith("E4,"))
    cells = lines[last].split(",")
    lines[last] = ",".join([*cells[:3], str(float(cells[3]) + 480), *cells[4:]])
    samples.write_text("\n".join(lines) + "\n", "utf-8")
    found = recompute(number, site, office.kept.url, laboratory)
    assert not found.same
    assert found.inputs == ("samples.csv",)
    assert any(place.startswith("nodes") and place.endswith("difference") for place in found.found)
    other = tmp_path / "laboratory.toml"
    other.write_text(laboratory.read_text("utf-8").replace('language = "both"', 'language = "zh"'), "utf-8")
    found = recompute(number, site_of(office), office.kept.url, other)
    assert (found.same, found.inputs, found.found, found.other) == (False, (), (), True)


def test_simulated_data_give_a_specimen_that_is_never_signed(office: Office, tmp_path: Path) -> None:
    site = other_site(office, tmp_path / "d", ("simulated = false", "simulated = true"))
    specimen = issued(office, tmp_path, of=made_of(office, site))
    assert specimen.number.startswith("SIM-")
    assert all("模拟运行" in page for page in page_texts(specimen.files[0].read_bytes()))
    with pytest.raises(SignatureFault, match="模拟运行"):
        office.sign(specimen.files[0], "verifier")


def test_nothing_goes_on_where_what_it_was_made_from_was_changed(office: Office, tmp_path: Path) -> None:
    site = other_site(office, tmp_path / "e", ('id = "F001"', 'id = "F003"'))
    forged = issued(office, tmp_path, of=made_of(office, site))
    with office.kept.desk() as at:
        head = at.book.get(DOCUMENTS, forged.number).record.head
        was = at.store.file(head) or b""
    with unguarded(office.kept.url) as connection:
        connection.execute(
            "UPDATE attachment SET content = ? WHERE sha256 = ?", (was.replace(b'"F003"', b'"F009"'), head)
        )
    with office.kept.desk() as at, pytest.raises(RegistersError, match="missing or changed"):
        steps.advance(at, forged.number, "checked", "R001", TODAY)
    with pytest.raises(RegistersError, match="missing or changed"):
        recompute(forged.number, site, office.kept.url, office.folder / "laboratory.toml")


def test_an_input_that_changes_meanwhile_is_refused(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, real = other_site(office, tmp_path / "f"), making.account_of

    def meanwhile(*given: object) -> object:
        found = real(*given)  # type: ignore[arg-type]
        (site.parent / "samples.csv").write_bytes(b"meter\n")
        return found

    monkeypatch.setattr(making, "account_of", meanwhile)
    with pytest.raises(Refused) as refused:
        made_of(office, site)
    assert refused.value.reasons == [CHANGED]


def test_a_document_of_a_run_is_not_computed_again_so(office: Office) -> None:
    from services.issuing.issue import issue
    from tests.services.issuing.office import LABORATORY

    (certificate,) = issue(office.kept.url, ["conform"], office.folder / "out", LABORATORY, by="V001", on=TODAY)
    with pytest.raises(RegistersError, match="no report on energy"):
        recompute(certificate.number, site_of(office), office.kept.url, office.folder / "laboratory.toml")
    with pytest.raises(RegisterError):
        make(Wanted("balance", office.folder / "none.toml"), office.kept.url)
