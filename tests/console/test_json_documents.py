"""`--json`: one document on standard output and nothing else, for every command that has it."""

import json
from typing import Any

import pytest

from console.cli.main import app
from records.store import Store


def with_json() -> set[str]:
    """Names of the commands that know `--json`."""
    return {
        str(c.callback.__name__) for c in app.registered_commands if c.callback and "json" in c.callback.__annotations__
    }


def words(lab: Any) -> dict[str, tuple[Any, ...]]:
    bench = ("--bench", lab.folder / "benches/gauge.toml", "--subject", lab.subject("gauge"), "--date", "2026-11-23")
    return {
        "run": ("JJG 52", *bench),
        "plan": ("JJG 52", *bench),
        "resume": ("last",),
        "runs": (),
        "show": ("last",),
        "report": ("last", "-o", lab.folder / "documents"),
        "replay": ("last",),
        "verify": (),
        "regulations": (),
        "doctor": (),
    }


def test_every_command_that_has_it_is_here(lab: Any) -> None:
    assert {"run", "plan", "resume", "runs", "show", "replay", "verify", "regulations", "doctor"} <= with_json()
    assert set(words(lab)) <= with_json()


def test_one_document_and_nothing_else(lab: Any) -> None:
    for command, more in words(lab).items():
        said = lab(command, *more, "--json")
        assert said.code in ({0, 1} if command == "doctor" else {0}), (command, said.err)
        document = json.loads(said.out)
        assert document, command
        assert said.out == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def test_the_document_of_a_run(lab: Any) -> None:
    document = lab.run("JJG 52", "--json", subject="gauge-with-defect").document
    assert document["outcome"] == "not_conform"
    assert document["verdict"]["failed"] == ["hysteresis"]
    assert document["simulated"] is True
    assert document == lab("resume", document["run"], "--json").document
    shown = lab("show", "last", "--json").document
    assert {k: shown[k] for k in document} == document
    assert len(shown["observations"]) + len(shown["conclusions"]) > 50


def test_an_empty_store_is_an_empty_list(lab: Any) -> None:
    Store(str(lab.store)).close()
    assert lab("runs", "--json").document == []
    verified = lab("verify", "--json").document
    assert (verified["runs"], verified["intact"], verified["first_broken"], verified["ledger"]) == (
        [],
        True,
        None,
        None,
    )


@pytest.mark.parametrize("command", ["runs", "verify", "show last", "report last -o out", "export last -o x.csv"])
def test_a_reading_command_makes_no_store(lab: Any, command: str) -> None:
    said = lab(*command.split())
    assert (said.code, said.out) == (2, "")
    assert "there is no store" in said.err
    assert not lab.store.exists()


def test_a_refusal_is_one_document(lab: Any) -> None:
    said = lab.run("JJG 9999", "--json")
    assert said.refused


@pytest.mark.parametrize("answers", ["", "20\n50\ny\n"])
def test_an_interrupted_run_gives_its_document_too(lab: Any, answers: str) -> None:
    said = lab.run("JJG 539", "--json", bench="scale-by-hand", stdin=answers)
    assert (said.code, said.document["outcome"]) == (3, "interrupted")
    assert said.document["run"] == lab.events()[0].run
    assert said.document["verdict"] is None


def test_without_it_the_answer_is_one_line(lab: Any) -> None:
    said = lab.run("JJG 52")
    (line,) = said.out.splitlines()
    assert line == f"{lab.events()[0].run} conform"
