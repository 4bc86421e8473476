"""A run goes on only as the same run: what changed meanwhile is refused by name."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from records.journal import Journal
from records.store import Store
from sequencer.errors import Refused
from services.events import Events
from services.runs import resume_checks as changes
from services.runs.resume import resume
from tests.evidence.laboratory import CASES, Laboratory, concluded, quiet

GAUGE = CASES[2]


def interrupt(_journal: Journal) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def url(tmp_path: Path, stopped: Callable[..., object]) -> str:
    """A store with one run, interrupted after 20 readings."""
    name = str(tmp_path / "store.sqlite")
    assert stopped(GAUGE, name, 20, interrupt) is not None
    return name


def refusal(url: str) -> str:
    with quiet(), pytest.raises(Refused) as refused:
        resume("last", url, Events())
    return "\n".join(f"{reason.zh} {reason.en}" for reason in refused.value.reasons)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_changed(laboratory: Laboratory, url: str) -> None:
    laboratory.learn(GAUGE)
    with quiet():
        resume("last", url, Events())
    events = Store(url).events(Store(url).find("last"))
    assert concluded(events) == laboratory.expected[GAUGE.name][0]
    assert [e.kind for e in events].count("interrupted") == [e.kind for e in events].count("resumed") == 1


def test_the_bench_file(laboratory: Laboratory, url: str) -> None:
    edit(laboratory.bench(GAUGE), "dwell = 5", "dwell = 1")
    assert str(laboratory.bench(GAUGE)) in refusal(url)


def test_the_code(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "manifest", lambda: "0" * 64)
    assert "the code has changed" in refusal(url)


def test_the_regulation(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "module_hash", lambda _procedure: "0" * 64)
    assert "module of regulation JJG 52-2013" in refusal(url)


@pytest.mark.parametrize("field", ["number", "expanded_uncertainty", "valid_until", "serial"])
def test_a_standard(laboratory: Laboratory, url: str, field: str) -> None:
    register = laboratory.folder / "config/standards.toml"
    lines = register.read_text("utf-8").splitlines(keepends=True)
    begin = next(n for n, line in enumerate(lines) if line.strip() == "[standards.PC-01]")
    at = next(n for n in range(begin, len(lines)) if lines[n].split("=")[0].strip() == field)
    old, new = ("20", "29") if field == "valid_until" else (re.findall(r"\w", lines[at])[-1], "7")
    head, _, tail = lines[at].rpartition(old) if field != "valid_until" else lines[at].partition(old)
    lines[at] = f"{head}{new}{tail}"
    register.write_text("".join(lines), "utf-8")
    said = refusal(url)
    assert "standard PC-01 (source) has changed" in said
    assert {"expanded_uncertainty": "quantities", "number": "certificate"}.get(field, field) in said
    assert "TH-01" not in said


def test_a_standard_that_is_gone(laboratory: Laboratory, url: str) -> None:
    edit(laboratory.folder / "config/standards.toml", "TH-01", "TH-02")
    assert "TH-01" in refusal(url)


def test_everything_is_named_at_once(laboratory: Laboratory, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "manifest", lambda: "0" * 64)
    edit(laboratory.bench(GAUGE), "dwell = 5", "dwell = 1")
    said = refusal(url)
    assert "the code" in said
    assert "the bench file" in said
