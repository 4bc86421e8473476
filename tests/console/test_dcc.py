"""`steelyard dcc` and `report --dcc`: read, check, write, bring to the newest version."""

from pathlib import Path
from typing import Any

import pytest

from reports.errors import DccRefused
from services.dcc.opening import FOLDER as VARIABLE
from services.dcc.opening import Sources, opened
from tests.dcc_files import FOLDER, PUBLISHED, needs_dcc

pytestmark = needs_dcc
TYPICAL = PUBLISHED / "pydcc/dcc_gp_temperature_typical_v12_v3.2.0_signed.xml"


@pytest.fixture
def here(lab: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A laboratory that names the schemas in its file."""
    monkeypatch.chdir(lab.folder)
    monkeypatch.delenv(VARIABLE, raising=False)
    with Path("laboratory.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[dcc]\nschemas = "{FOLDER}"\n')
    return lab


def test_a_certificate_is_shown(here: Any) -> None:
    said = here("dcc", "read", TYPICAL)
    assert said.code == 0
    shown = said.out + said.err
    for text in ("GP_DCC_temperature_typical_1.2", "Kalibrierfirma GmbH", "306.32", "100.06", "-0.084", "0.061", "°C"):
        assert text in shown
    assert "signer not proven" in said.err
    found = here("dcc", "read", TYPICAL, "--json").document
    (table,) = found["measurements"][0]["results"][0]["tables"]
    error = next(q for q in table["quantities"] if q["kinds"] == ["basic_measurementError"])
    assert error["numbers"][0]["values"] == ["0.072", "0.089", "0.107", "-0.009", "-0.084"]
    assert error["numbers"][0]["uncertainty"]["values"] == ["0.061"]
    zh = here("--lang", "zh", "dcc", "read", TYPICAL)
    assert "校准实验室" in zh.err
    assert "Laboratory:" not in zh.err


def test_a_certificate_is_checked(here: Any) -> None:
    pydcc = PUBLISHED / "pydcc"
    proven = here("dcc", "check", TYPICAL, "--trust", pydcc / "root.crt", "--trust", pydcc / "sub.crt", "--json")
    assert (proven.code, proven.document["signature"]) == (0, "trusted")
    wrong = here("dcc", "check", PUBLISHED / "dcclib_invalid_schema.xml")
    assert wrong.code == 2
    assert "line 17: schema: Element 'uniqueIdentifier'" in wrong.err
    refused = here("--lang", "zh", "dcc", "check", PUBLISHED / "dcclib_invalid_signature.xml", "--json")
    assert refused.refused
    assert refused.document["refused"] == [
        {
            "zh": "第 450 行：签名：证书在签名后被改动",
            "en": "line 450: signature: the certificate was changed after it was signed",
        }
    ]


def test_without_schemas_it_is_read_and_not_checked(lab: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert lab("dcc", "read", TYPICAL).code == 0
    assert "the schemas of the DCC are needed" in lab("dcc", "check", TYPICAL).err
    assert "is no folder" in lab("dcc", "check", TYPICAL, "--schemas", tmp_path / "nowhere").err


def test_what_is_no_certificate_is_refused(here: Any, tmp_path: Path) -> None:
    file = tmp_path / "file.xml"
    for content in (b"", b"<!DOCTYPE a><a/>", b"<a/>", b"%PDF-1.7 nothing", b"<a>" * 10**6):
        file.write_bytes(content)
        with pytest.raises(DccRefused) as refused:
            opened(file, Sources(FOLDER))
        assert refused.value.problems[0].en.startswith("line 1: ")
    for words in (("dcc", "read"), ("standards", "from-dcc")):
        said = here(*words, file, "--json")
        assert said.refused
        assert said.document["refused"][0]["en"] == "line 1: is nested more than 100 deep"
    assert here("dcc", "read", tmp_path).refused


def test_a_run_is_written_alone_and_with_its_documents(here: Any, tmp_path: Path) -> None:
    assert here.run("JJG 52").code == 0
    alone = here("dcc", "write", "last", "-o", tmp_path / "alone.xml")
    assert alone.code == 0, alone.err
    assert "checked against the schema" in alone.err
    written = here("report", "last", "-o", tmp_path, "--dcc", "--json")
    assert written.code == 0, written.err
    pdf, *_, dcc = map(Path, written.document)
    assert dcc.name.startswith("dcc_G-2026-0101")
    assert dcc.read_bytes() == (tmp_path / "alone.xml").read_bytes()
    from_pdf, from_xml = (here("dcc", "read", file, "--json").document for file in (pdf, dcc))
    assert from_pdf == from_xml
    assert from_xml["statements"][0]["conformity"] == ["pass"]
    assert here("dcc", "check", pdf).code == 0
    taken = here("standards", "from-dcc", dcc, "--unproven", "--key", "G", "--institute", "X", "--reason", "x")
    assert "bears the mark steelyard_simulated" in taken.err


def test_an_older_one_is_brought_to_the_newest_version(here: Any, tmp_path: Path) -> None:
    said = here("dcc", "migrate", TYPICAL, "-o", tmp_path / "new.xml")
    assert said.code == 0, said.err
    assert "version 3.2.0 to 3.3.0" in said.err
    assert here("dcc", "check", tmp_path / "new.xml", "--json").document["version"] == "3.3.0"
    assert here("dcc", "migrate", tmp_path / "new.xml", "-o", tmp_path / "again.xml").refused
