"""A store of another format of evidence: one clear message, exit code 2."""

import pytest

from records.journal import Journal
from records.keys import station_key
from records.store import Store
from tests.console.conftest import Lab


@pytest.mark.parametrize("command", [["show", "old"], ["replay", "old"], ["report", "old", "-o", "documents"]])
def test_evidence_of_format_1_is_named(lab: Lab, command: list[str]) -> None:
    store = Store(str(lab.store))
    journal = Journal(store, "old", station_key())
    journal.append("opened", {"format": 1})
    journal.append("closed", {"entries": 2})
    store.close()
    said = lab(*command)
    assert said.code == 2, said.err
    assert "format 1" in said.err
    assert "Traceback" not in said.err
