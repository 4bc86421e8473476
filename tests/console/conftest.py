"""A laboratory's folder, and `steelyard` called in this process as a person calls it at a prompt."""

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from console.cli.main import main
from metrology.exact import plain
from records.event import Event
from records.journal import MemoryJournal
from records.store import Store
from sequencer.reading_source import Question
from sequencer.session import preview
from services.laboratory.prepare import bare

CONFIG = Path(__file__).parents[2] / "config"
DAY = "2026-11-23"
KIND = {"JJG 539": "scale", "JJG 52": "gauge"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; anything beside it is an error."""
        return json.loads(self.out)

    @property
    def refused(self) -> bool:
        """Whether it was refused: exit 2, and nothing on standard output but the document of a `--json` call."""
        return self.code == 2 and (not self.out or next(iter(self.document)) == "refused")


class Lab:
    """A laboratory's folder with a store of its own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.store = folder, folder / "runs.sqlite"
        self._patch = patch
        patch.setenv("STEELYARD_STORE", str(self.store))
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        for module in ("laboratory.gate_facts", "runs.resume_gates", "laboratory.plan"):
            patch.setattr(f"services.{module}.real_day", lambda _: date.fromisoformat(DAY))
        patch.setenv("STEELYARD_LANG", "en")

    def __call__(self, *words: object, stdin: "str | Operator" = "") -> Said:
        out, err = io.StringIO(), io.StringIO()
        if isinstance(stdin, Operator):
            stdin.screen = err
            words = ("--lang", "zh", *words)
        self._patch.setattr("sys.argv", ["steelyard", *map(str, words)])
        self._patch.setattr("sys.stdin", io.StringIO(stdin) if isinstance(stdin, str) else stdin)
        code = 0
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
        return Said(code, out.getvalue(), err.getvalue())

    def run(self, regulation: str, *more: object, bench: str = "", subject: str = "", stdin: str = "") -> Said:
        """`steelyard run` on the usual bench and subject of a regulation, on a day when the standards are in date."""
        kind = KIND.get(regulation, "scale")
        bench_file = self.folder / f"benches/{bench or kind}.toml"
        return self("run", regulation, "--bench", bench_file, "--subject", self.subject(subject or kind),
                    *(() if "--date" in more else ("--date", DAY)), *more, stdin=stdin)  # fmt: skip

    def subject(self, name: str) -> Path:
        """Path of a subject file."""
        return self.folder / f"subjects/{name}.toml"

    def edit(self, file: str, *changes: tuple[str, str]) -> Path:
        """Replace text in a file of the folder; every text must be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{file} does not hold {old!r}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return path

    def events(self, run: str = "last") -> list[Event]:
        """Entries of a run."""
        store = Store(str(self.store))
        found = store.events(store.find(run))
        store.close()
        return found

    def entries(self) -> int:
        """How many entries the store holds; none where there is no store."""
        if not self.store.exists():
            return 0
        with sqlite3.connect(self.store) as connection:
            return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])

    def form(
        self,
        regulation: str,
        answers: Mapping[str, str | tuple[str, str]],
        *,
        stage: str = "initial",
        subject: str = "",
    ) -> Path:
        """A form filled in as an ideal instrument shows it; other answers (value, or value and reason) where given."""
        path = self.subject(subject or KIND[regulation])
        text = self("form", regulation, "--subject", path, "--stage", stage, "--date", DAY).out
        ideal = {q.address: q.expect for q in self.questions(regulation, path, stage)}
        unknown = set(answers) - set(ideal)
        assert not unknown, f"the form does not ask for {unknown}"
        rows = list(csv.DictReader(io.StringIO(text)))
        for row in rows:
            if row["address"] in ideal:
                given = answers.get(row["address"], _ideal(ideal[row["address"]]))
                row["value"], row["reason"] = (given, "") if isinstance(given, str) else given
        return self.write_form(rows)

    def questions(self, regulation: str, subject: Path, stage: str = "initial") -> list[Question]:
        """Every question of a run, in order."""
        return preview(bare(regulation, subject, stage=stage, on=date.fromisoformat(DAY)), MemoryJournal()).questions

    def operator(self, regulation: str, subject: str, other: Mapping[str, list[str]]) -> "Operator":
        """Somebody who answers every prompt as an ideal instrument shows it; some prompts otherwise first."""
        questions = self.questions(regulation, self.subject(subject))
        return Operator({q.text.zh: _ideal(q.expect) for q in questions}, other)

    def write_form(self, rows: list[dict[str, str]], name: str = "form.csv") -> Path:
        """Write rows as a form."""
        path = self.folder / name
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return path


class Operator:
    """Answers the prompts of a run, one line at a time, by what the screen shows.

    Args:
        ideal: Answer to each question, by its text.
        other: Answers given first to prompts that hold a text, one after another.
    """

    def __init__(self, ideal: Mapping[str, str], other: Mapping[str, list[str]]) -> None:
        self._ideal, self._other = ideal, {text: list(lines) for text, lines in other.items()}
        self.screen = io.StringIO()
        self.prompts: list[str] = []

    def isatty(self) -> bool:
        """It is no terminal: nothing is typed while the run waits."""
        return False

    def readline(self) -> str:
        """One line; empty where the answer is the end of input."""
        prompt = self.screen.getvalue().rsplit("\n", 1)[1].strip()
        self.prompts.append(prompt)
        self.screen.write("\n")
        for text, lines in self._other.items():
            if text in prompt and lines:
                return lines.pop(0)
        if prompt.endswith("Enter"):
            return "\n"
        question = prompt.rsplit(" [", 1)[0]
        return f"{'y' if self._ideal[question] == 'conform' else self._ideal[question]}\n"


def _ideal(expected: Decimal | str | None) -> str:
    return "conform" if expected is None else expected if isinstance(expected, str) else plain(expected)


def _made(folder: Path, patch: pytest.MonkeyPatch) -> Lab:
    shutil.copytree(CONFIG, folder / "lab")
    return Lab(folder / "lab", patch)


@pytest.fixture(scope="session")
def make_lab() -> Callable[[Path, pytest.MonkeyPatch], Lab]:
    """Makes the demonstration laboratory in a folder."""
    return _made


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """The demonstration laboratory."""
    return _made(tmp_path, monkeypatch)
