"""Certificates of older versions become 3.3.0: valid, with every figure, and what was done is said."""

import re
from pathlib import Path

import pytest

from reports.dcc.migrating import migrated
from reports.dcc.opening import open_dcc
from reports.dcc.writing import to_bytes
from reports.errors import DccFault, DccRefused
from services.dcc.migrating import migrate
from tests.dcc_files import FOLDER, PUBLISHED, needs_dcc

pytestmark = needs_dcc
TYPICAL, SPHERE = "dcc_gp_temperature_typical_v12.xml", "siliziumkugel_2_4_0.xml"
CASES = [(TYPICAL, v) for v in ("3.1.0", "3.1.1", "3.1.2", "3.2.0", "3.2.1")] + [
    (SPHERE, v) for v in ("2.3.0", "2.4.0")
]


def of_version(name: str, version: str) -> bytes:
    """A published certificate as one of another version by whose schema it is valid too."""
    content = (PUBLISHED / "pydcc" / name).read_bytes()
    return re.sub(rb'schemaVersion="[^"]+"', f'schemaVersion="{version}"'.encode(), content, count=1)


@pytest.mark.parametrize(("name", "version"), CASES)
def test_an_older_one_is_valid_as_3_3_0_and_loses_no_figure(name: str, version: str) -> None:
    before = open_dcc(of_version(name, version), name, FOLDER)
    assert before.dcc.version == version
    root, said = migrated(before.root)
    after = open_dcc(to_bytes(root), name, FOLDER)
    assert after.dcc.version == "3.3.0"
    assert list(after.dcc.figures()) == list(before.dcc.figures())
    assert said[0] == f"version {version} to 3.3.0"
    assert any("expandedUnc" in line for line in said)
    assert b"expandedUnc" not in to_bytes(root)
    assert before.root.get("schemaVersion") == version


def test_what_is_newly_demanded_is_said_not_to_be_stated(tmp_path: Path) -> None:
    file = tmp_path / "old.xml"
    file.write_bytes(of_version(SPHERE, "2.4.0"))
    said = migrate(file, tmp_path / "new.xml", FOLDER)
    assert "performanceLocation was not stated; it is other" in said
    assert open_dcc((tmp_path / "new.xml").read_bytes(), "new", FOLDER).dcc.place == "other"


def test_a_signature_belongs_to_the_file_as_it_was(tmp_path: Path) -> None:
    file = PUBLISHED / "pydcc/dcc_gp_temperature_typical_v12_v3.2.0_signed.xml"
    said = migrate(file, tmp_path / "new.xml", FOLDER)
    assert any("signature is taken out" in line for line in said)
    assert open_dcc((tmp_path / "new.xml").read_bytes(), "new", FOLDER).signature == "none"


def test_what_is_new_already_or_not_valid_is_not_brought_anywhere(tmp_path: Path) -> None:
    with pytest.raises(DccFault, match=r"is of version 3\.3\.0"):
        migrate(PUBLISHED / "dcclib_valid.xml", tmp_path / "new.xml", FOLDER)
    with pytest.raises(DccRefused, match="changed after it was signed"):
        migrate(PUBLISHED / "pydcc/dcc_gp_temperature_typical_v12_signed_manipulated.xml", tmp_path / "new.xml", FOLDER)
    assert not (tmp_path / "new.xml").exists()
