"""The export of a run as one flat table."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from records.entries import Conclusion, of_kind
from records.event import Event
from reports.errors import BadExport
from reports.tables import COLUMNS, export, table

Run = Callable[..., list[Event]]


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    reader = pd.read_csv if path.suffix == ".csv" else pd.read_excel
    return reader(
        path, dtype={"value": str, "text": str, "lower": str}, keep_default_na=False, na_values={"number": [""]}
    )


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_every_format_holds_the_same_rows(scale: Run, tmp_path: Path, suffix: str) -> None:
    events = scale()
    frame = read(export(events, tmp_path / f"run{suffix}"))
    assert list(frame.columns) == list(COLUMNS)
    errors = frame[(frame["item"] == "weighing") & (frame["quantity"] == "Ec")]
    assert list(errors["value"])[:3] == ["0.5", "-0.5", "0.0"]
    assert list(errors["number"])[:3] == [0.5, -0.5, 0.0]
    assert set(errors["unit"]) == {"g"}
    assert errors["lower"].iloc[0] == "-2.5"
    assert set(frame["serial"]) == {"SY-2026-0001"}


def test_one_row_per_observation_finding_and_value(scale: Run) -> None:
    events = scale()
    frame = table(events)
    kinds = frame["kind"].value_counts()
    assert kinds["observation"] == sum(e.kind == "observation" for e in events)
    assert kinds["finding"] == 4
    concluded = [c for _, c in of_kind(events, Conclusion)]
    values = sum(max(1, len(c.values) + len(c.words.values)) for c in concluded)
    assert kinds["conclusion"] == values
    assert list(frame["seq"]) == sorted(frame["seq"])
    assert frame.loc[frame["kind"] == "finding", "number"].isna().all()


def test_an_unfinished_run_can_be_exported(scale: Run, tmp_path: Path) -> None:
    assert export(scale(stop=True), tmp_path / "run.csv").exists()


@pytest.mark.parametrize("name", ["run.ods", "run"])
def test_another_format_is_refused_and_the_known_ones_named(scale: Run, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadExport, match=r"\.csv, \.parquet, \.xlsx"):
        export(scale(), tmp_path / name)
    assert not list(tmp_path.iterdir())
