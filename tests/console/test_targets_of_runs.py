"""T2 from real inspections: lots by their last inspection; an amended run counts no more once it is amended."""

from typing import Any

from tests.console.conftest import Lab
from tests.console.test_packages import PREPACK_MEAN, a_lab, decided, empty, subject, table  # noqa: F401  a fixture

YEAR_END = "2026-12-31"


def lots(lab: Lab, known: str = "2099-01-01") -> dict[str, Any]:
    said = lab("targets", "T2", "--list", "--at", YEAR_END, "--as-known-on", known, "--json")
    assert said.code == 0, said.err
    return {**said.document["row"], "items": {i["key"]: i for i in said.document["behind"]["items"]}}


def test_an_amended_run_counts_no_more(lab: Lab) -> None:
    plate = subject(lab, lot_size=40, serial="L1", found_by="net")
    form = empty(lab, plate)
    low = [*PREPACK_MEAN[:-1], "420.0"]  # one package short by more than twice the tolerated deficiency
    measured = table(lab, "c.csv", "number,net\n" + "".join(f"{n},{q}\n" for n, q in enumerate(low, 1)))
    assert lab("packages", "enter", form, measured).code == 0
    said = decided(lab, plate, form)
    assert said.code == 1, said.err
    bad = lab("runs", "--json").document[0]["run"]
    first = lots(lab)
    assert (first["part"], first["whole"], first["status"], list(first["items"])) == (0, 1, "not_met", [bad])
    assert first["items"][bad]["runs"] == [bad]
    time = lab.events(bad)[-1].time
    address = next(e.address for e in lab.events(bad) if e.kind == "observation" and "420.0" in str(e.body))
    reason = (
        "--reason",
        "499.6 was written",
        "--operator",
        "V001",
        "--evidence",
        "paper form 12",
        "--checked-by",
        "R001",
    )
    amended = lab("amend", "last", "--address", address, "--value", PREPACK_MEAN[-1], *reason, "--json")
    assert amended.code in {0, 1}, amended.err
    new = amended.document["run"]
    later = lots(lab)
    assert list(later["items"]) == [new], "the run that was amended counts no more"
    before = lots(lab, time)
    assert (list(before["items"]), before["part"]) == ([bad], 0), "as known when it was closed, it still counts"
    for at in ("2025-12-31", "2027-01-01"):
        found = lab("targets", "T2", "--at", at, "--as-known-on", "2099-01-01", "--json").document
        assert found["row"]["status"] == "not_known", "a run counts in the year of its day"
