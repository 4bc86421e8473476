"""Words may change, numbers may not: stored runs of both regulations against code whose texts were all rewritten."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from records.keys import station_key
from records.store import Store
from tests.sequencer.reevaluation.test_campaign import ROOT, bulk, random_runs
from tests.thorough import number

pytestmark = pytest.mark.systems

RUNS = number(2, 8)
PACKAGES = ("inputs", "metrology", "records", "drivers", "procedures", "sequencer", "reports", "services")
CHINESE_AND_ENGLISH = re.compile(r'"([^"\n]*[\u4e00-\u9fff][^"\n]*) \| ([^"\n]*)"')
REWRITTEN = """

def _rewritten(self):
    from msgspec.structs import force_setattr
    for name in ("zh", "en"):
        if getattr(self, name) and not getattr(self, name).endswith("#"):
            force_setattr(self, name, "改 changed " + getattr(self, name) + "#")
"""
PROBE = """
import json, sys
from datetime import date
from decimal import Decimal
from metrology.text import Text
from records.recall import CorrectedCertificate
from records.store import Store
from records.verification import ledger_of
from sequencer.reevaluation import CertificateChange, reevaluate
from services.code_identity.code_manifest import manifest, module_hash
from services.laboratory.prepare import rebuild
from records.entries import opened
from records.journal import MemoryJournal
from sequencer.errors import Differs
from sequencer.session import StoppedClock, perform, replay
from sequencer.journal_sources import ReplaySource

def again(events):
    try:
        return [True, str(replay(rebuild(opened(events)), MemoryJournal(), events)), ""]
    except Differs as error:
        return [False, "", str(error)]

def resumed(events):
    known = events[: next(n for n, e in enumerate(events) if e.kind == "verdict")]
    try:
        setup = rebuild(opened(events))
        return str(perform(setup, MemoryJournal(), ReplaySource(acts=True), StoppedClock(), past=known))
    except Differs as error:
        return "differs"

url, standard, correction = sys.argv[1:]
store = Store(url, read_only=True)
change = CertificateChange(standard, date(2026, 1, 1), CorrectedCertificate(correction=correction))
found = reevaluate(store, change, rebuild, ledger_of(store).trust.public, processes=1)
procedure = rebuild(opened(store.events(store.names()[0]))).procedure
print(json.dumps({
    "replayed": [again(store.events(name)) for name in store.names()],
    "resumed": [resumed(store.events(name)) for name in store.names()],
    "recalled": [[c.run, c.old.outcome, c.new.outcome] for c in found.changed],
    "unreliable": sorted(found.unreliable.items()), "unchanged": found.unchanged,
    "title": procedure.regulation.title.zh, "module": module_hash(procedure), "text": Text("字", "word").zh,
}))
"""


class Stored:
    """A store of finished runs, and copies of the code that look at it again."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder, self.url = kind, folder, str(folder / "runs.sqlite")
        setup = random_runs.laboratory(kind, ROOT / "config", policy="simple")
        events = {f"run-{n:06}": random_runs.random_run(setup, n) for n in range(RUNS)}
        bulk.write(Store(self.url), ((run, bulk.bodies(e)) for run, e in events.items()), station_key())

    def copy(self) -> Path:
        code = self.folder / "code"
        for package in PACKAGES:
            # with the bytecode: only what is edited is compiled again
            shutil.copytree(ROOT / package, code / package)
        return code

    def looked_at_by(self, code: Path) -> dict[str, Any]:
        standard, correction = {"gauge": ("PC-01", "-0.004"), "scale": ("M1-01", "2")}[self.kind]
        command = [sys.executable, "-c", PROBE, self.url, standard, correction]
        done = subprocess.run(
            command, cwd=code, env=os.environ | {"PYTHONPATH": str(code)}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def rewrite(code: Path) -> None:
    """Change every text: each `Text` that is made, and every text of a regulation's data file."""
    text = code / "metrology/text.py"
    hook = "    def __post_init__(self):\n        _rewritten(self)\n\n    def __iter__"
    edit(text, "    def __iter__", hook)
    edit(text, "NO_TEXT =", f"{REWRITTEN}\n\nNO_TEXT =")
    for data in (code / "procedures").rglob("*.toml"):
        data.write_text(CHINESE_AND_ENGLISH.sub(r'"\1改 | \2 changed"', data.read_text("utf-8")), "utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("kind", "file", "old", "new"),
    [
        ("gauge", "procedures/pressure/jjg_52_2013.toml", "[1.6, 1.6, 2.5, 1.6]", "[1.6, 1.6, 2.5, 1.7]"),
        ("scale", "procedures/mass/r76_scales.toml", '["0.5", "1.0", "1.5"]', '["0.5", "1.1", "1.5"]'),
    ],
)
def test_words_change_nothing_and_a_limit_does(
    kind: str, file: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    stored = Stored(kind, tmp_path)
    before = stored.looked_at_by(ROOT)
    code = stored.copy()
    rewrite(code)
    after = stored.looked_at_by(code)
    assert str(after.pop("title")) != str(before.pop("title"))
    assert str(after.pop("text")) != str(before.pop("text"))
    assert after == before
    assert [r[0] for r in before["replayed"]] == [True] * RUNS
    assert before["recalled"]
    assert "differs" not in str(before["resumed"])
    edit(code / file, old, new)
    changed = stored.looked_at_by(code)
    assert [r[0] for r in changed["replayed"]] == [False] * RUNS
    assert changed["resumed"] == ["differs"] * RUNS
