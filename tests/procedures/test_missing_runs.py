"""Where several runs make one result, a run that was not measured leaves it open; it is not made from fewer."""

from pathlib import Path
from typing import Any

import pytest

from procedures.registry import exactly
from services.laboratory.example import example_of, write_example
from tests.procedures.answers import judge

#: Edition, and a reading of one of several runs whose mean is judged, by the end of its address.
RUNS = {
    "ICT/155/2020 IV:2020": "Qmin/1.3m3h/3/V1",
    "ICT/155/2020 IV 3.5.3:2020": "conversion/0degC/300kPa/3/C",
    "JJG 1148-2022": "indication/L1/Imax/2/W",
    "ICT/155/2020 VI B:2020": "lowest/80Lmin/3/VJ",
    "ICT/155/2020 II 3.1:2020": "mean_error/25000g/3/I",
    "ICT/155/2020 II 3.2:2020": "deviation/30kg/F3",
}


def judged(folder: Path, regulation: str, given: dict[str, str]) -> Any:
    """The ideal instrument of the example but for what is given."""
    edition = exactly(regulation)
    example = example_of(edition)
    assert example is not None
    if not folder.exists():
        write_example(regulation, folder)
    files = (folder / f"{part}/{example.name}.toml" for part in ("benches", "subjects"))
    return judge(regulation, *files, given, stage=str(edition.stages()[0]))


@pytest.mark.parametrize("regulation", RUNS)
def test_one_missing_run_leaves_the_result_open(tmp_path: Path, regulation: str) -> None:
    found = judged(tmp_path / "lab", regulation, {RUNS[regulation]: "not_measured"})
    item = next(a.split("/")[0] for k, a, _ in found.bodies if k == "observation" and a.endswith(RUNS[regulation]))
    (point,) = [a.split("/") for k, a, _ in found.bodies if k == "observation" and a.endswith(RUNS[regulation])]
    parents = ["/".join(point[1:end]) for end in range(2, len(point))]
    assert all("decision" not in b for a, b in found.of(item).items() if a in parents)
    assert found.outcomes[item] == "incomplete"
