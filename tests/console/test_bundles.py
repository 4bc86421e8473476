"""A bundle is checked on another machine with one file of ours and nothing else."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from records import audit
from records.keys import station_key


@pytest.fixture
def bundle(lab):
    """A run of its own in a folder with the auditor's module."""
    lab.run("JJG 52")
    folder = lab.folder / "auditor"
    folder.mkdir()
    assert lab("export", "last", "-o", folder / "run.bundle").code == 0
    shutil.copy(Path(audit.__file__), folder / "audit.py")
    return folder / "run.bundle"


def _audited(bundle: Path) -> tuple[int, str]:
    words = [sys.executable, "-I", "audit.py", "run.bundle", "run.pub"]
    done = subprocess.run(words, cwd=bundle.parent, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_module_alone_finds_an_untouched_bundle_intact(lab, bundle) -> None:
    code, said = _audited(bundle)
    assert code == 0
    assert said.startswith(
        f"intact: run {lab.events()[0].run}, {len(lab.events())} entries, closed; sealed with Ed25519"
    )
    assert lab("verify", bundle).code == 0


def test_a_changed_reading_is_named(lab, bundle) -> None:
    lines = [json.loads(line) for line in bundle.read_text(encoding="utf-8").splitlines()]
    at = next(n for n, line in enumerate(lines) if line.get("kind") == "observation")
    lines[at]["body"]["value"] = "99"
    bundle.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    code, said = _audited(bundle)
    assert (code, said.startswith(f"entry {at}: ")) == (1, True)
    verified = lab("verify", bundle, "--json")
    assert (verified.code, verified.document["first_broken"]["entry"]) == (1, at)


def test_another_stations_key_is_not_enough(lab, bundle) -> None:
    bundle.with_suffix(".pub").write_text("ab" * 32, encoding="ascii")
    code, said = _audited(bundle)
    assert (code, "not trusted" in said) == (1, True)


def _cut(lines: list[str]) -> list[str]:
    """The entries up to a reading, and their seals."""
    rows = [json.loads(line) for line in lines]
    end = next(r["seq"] for r in rows if r.get("kind") == "observation" and r["seq"] > 20)
    return [line for line, r in zip(lines, rows, strict=True) if r["seq"] <= end]


def test_a_bundle_cut_without_care_is_named(bundle) -> None:
    lines = bundle.read_text(encoding="utf-8").splitlines()
    bundle.write_text("\n".join(lines[:20]), encoding="utf-8")
    assert _audited(bundle)[0] == 1


def test_an_object_with_a_key_twice_is_no_bundle(lab, bundle) -> None:
    """A reader that takes the first of two would read another value than the one that was hashed."""
    text = bundle.read_text(encoding="utf-8")
    assert '"value": "' in text
    bundle.write_text(text.replace('"value": "', '"value": "999", "value": "', 1), encoding="utf-8")
    code, said = _audited(bundle)
    assert (code, "twice" in said) == (1, True)
    assert lab("verify", bundle).code == 2


@pytest.mark.parametrize("end", ["\u0085", "\u2028", "\u2029", "\x0b", "\x1c"])
def test_a_text_may_hold_other_line_breaks(lab, bundle, end) -> None:
    """They end a line for Python's `splitlines`, not for JSON."""
    key, run = station_key(), "r"
    first = {
        "run": run,
        "seq": 0,
        "time": "",
        "kind": "opened",
        "address": "",
        "body": {"note": f"a{end}b"},
        "prev": audit.GENESIS,
    }
    first["hash"] = audit.digest(run, 0, "", "opened", "", audit.canonical(first["body"]), audit.GENESIS)
    entries = orjson.dumps({name: first[name] for name in ("address", "body", "hash", "kind", "time")}).decode()
    seal = {
        "run": run,
        "seq": 0,
        "hash": first["hash"],
        "key": key.name,
        "signature": key.seal(run, 0, audit.GENESIS, entries),
    }

    bundle.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in (first, seal)), encoding="utf-8")
    assert _audited(bundle)[0] == 0


def test_a_bundle_cut_short_is_not_called_closed(bundle) -> None:
    lines = bundle.read_text(encoding="utf-8").splitlines()
    bundle.write_text("\n".join(_cut(lines)), encoding="utf-8")
    code, said = _audited(bundle)
    assert (code, "NOT CLOSED" in said) == (0, True)


@pytest.mark.parametrize("text", ["", "nothing\n", '{"kind": "opened"}\n', "[]\n"])
def test_what_is_no_bundle_is_not_intact(lab, bundle, text) -> None:
    bundle.write_text(text, encoding="utf-8")
    assert _audited(bundle)[0] == 1
    assert lab("verify", bundle).code in {1, 2}


def test_a_bundle_nested_deeply_is_none_and_brackets_in_a_note_are_text() -> None:
    deep = '{"run": ' + "[" * 41 + "]" * 41 + "}"
    with pytest.raises(ValueError, match="line 1 of the bundle is nested more than 40 deep"):
        audit.read_bundle(deep)
    with pytest.raises(ValueError, match="nested more than 40 deep"):
        audit.read_bundle('{"run": ' + "[" * 500_000)
    seal = {"run": "[{" * 100, "seq": 0, "hash": '\\"[[', "key": "", "signature": ""}
    assert audit.read_bundle(json.dumps(seal)) == ([], [seal], {})
