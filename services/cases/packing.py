"""Packs a case: a folder that anybody checks without this laboratory, and checks such a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from inputs.bounded import read_bytes, read_text
from messages import both
from metrology.text import Text
from records.audit import read_keys, signed
from records.bundle import SUFFIX, read_checked, write_bundle
from records.durable_file import write_durably
from records.entries import Closed, of_kind, opened
from records.errors import RecordsError, RegisterError, StoreError
from records.signed_text import text_message
from records.store import Store
from records.verification import ledger_of, read_verified
from reports.case import case_summary
from services.cases.case_file import read_case
from services.cases.signs import signs
from services.cases.summary import summarised
from services.signing.signing import signer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from records.event import Event
    from services.cases.case_file import Case
    from services.cases.signs import Signs

MANIFEST, SIGNATURE, KEY, SUMMARY = "manifest.json", "manifest.sig", "station.pub", "case.pdf"
LARGEST = 1_000_000_000


class Packed(NamedTuple):
    """What was packed.

    Attributes:
        files: The files.
        signs: The sign test over the instruments of the case; None where fewer than two have an error to compare.
    """

    files: tuple[Path, ...]
    signs: Signs | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a folder came to.

    Attributes:
        number: Of the case.
        files: How many were compared.
        problems: What is not as it was packed.
    """

    number: str
    files: int
    problems: tuple[Text, ...]


def pack(path: Path, folder: Path, url: str) -> Packed:
    """Pack a case into an empty folder.

    Every run goes in as a bundle, which `python -m records.audit` checks alone; photographs as they are; a summary of all that as
    a PDF file. The manifest has the digest of each file, what the case file says and the sign test over the runs, and is
    signed with the station's key.

    Args:
        path: The case file.
        folder: Where to; made where it is missing.
        url: The store.

    Raises:
        RegisterError: The case file is wrong, or a photograph is missing.
        RecordsError: A run cannot be read.
        StoreError: The folder is not empty, or cannot be written.
    """
    case, store = read_case(path), Store(url, read_only=True)
    try:
        if folder.exists() and any(folder.iterdir()):
            raise StoreError(f"{folder} is not empty: a case is packed into a folder of its own")
        folder.mkdir(parents=True, exist_ok=True)
        names = sorted(dict.fromkeys(store.find(run) for run in case.runs))
        runs = {run: read_verified(store, run) for run in names}
        found = signs(runs, case.disadvantage)
        keys = ledger_of(store).trust.public
        written = [file for run in names for file in write_bundle(store, run, folder / f"{run}{SUFFIX}", keys)]
        pictures = _photographs(case, path, folder)
        digests = {p.file: _digest(made) for p, made in zip(case.photographs, pictures, strict=True)}
        write_durably(folder / SUMMARY, case_summary(summarised(case, runs, found, digests)))
        written += [*pictures, folder / SUMMARY]
        manifest = {
            "case": case.model_dump(mode="json"),
            "runs": [_described(run, events) for run, events in runs.items()],
            "signs": None if found is None else found.to_dict(),
            "files": {file.name: _digest(file) for file in written},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        key = signer(path)
        for name, content in ((MANIFEST, text), (SIGNATURE, key.sign_text(text)), (KEY, key.public.hex())):
            write_durably(folder / name, content.encode())
            written.append(folder / name)
        return Packed(tuple(written), found)
    finally:
        store.close()


def check(folder: Path) -> Checked:
    """Check a folder that was packed; needs no store.

    Signature, digest of each file, every run by itself, and from the runs again what the manifest says of them and the
    sign test over them.

    Raises:
        StoreError: It is no such folder.
    """
    try:
        text = read_text(folder / MANIFEST, LARGEST)
        manifest = json.loads(text)
        number, files = str(manifest["case"]["number"]), dict(manifest["files"])
        key = bytes.fromhex(read_text(folder / KEY).strip())
        signature = read_text(folder / SIGNATURE).strip()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder} holds no case that was packed: {error}") from error
    problems = (
        [Text("清单签名不符", "the signature of the manifest is wrong")]
        if signed(key, signature, text_message(text))
        else []
    )
    for name, digest in sorted(files.items()):
        file = folder / name
        if "/" in name or not file.is_file():
            problems.append(Text(f"{name}：缺失", f"{name}: missing"))
        elif _digest(file) != digest:
            problems.append(Text(f"{name}：与打包时不同", f"{name}: not what was packed"))
    known = set(files) | {MANIFEST, SIGNATURE, KEY}
    problems += [
        Text(f"{f.name}：不在清单内", f"{f.name}: not in the manifest")
        for f in sorted(folder.iterdir())
        if f.name not in known
    ]
    runs: dict[str, Sequence[Event]] = {}
    broken = [problem for f in sorted(folder.glob(f"*{SUFFIX}")) for problem in _of_run(f, runs)]
    return Checked(number, len(files), (*problems, *broken, *([] if broken else _computed_again(manifest, runs))))


def _of_run(bundle: Path, runs: dict[str, Sequence[Event]]) -> list[Text]:
    """What is wrong with a run; its entries go to `runs` where nothing is."""
    try:
        run, events, broken = read_checked(bundle, read_keys(read_text(bundle.with_suffix(".pub"))))
    except (RecordsError, OSError, ValueError) as error:
        said = both(str(error))
        return [Text(f"{bundle.name}：{said.zh}", f"{bundle.name}: {said.en}")]
    if broken is None:
        runs[run] = events
        return []
    said = both(broken.problem)
    return [Text(f"{bundle.name}：第 {broken.seq} 条，{said.zh}", f"{bundle.name}: entry {broken.seq}, {said.en}")]


def _computed_again(manifest: Mapping[str, Any], runs: Mapping[str, Sequence[Event]]) -> list[Text]:
    """Where the manifest says something else of the runs than their entries do."""
    again = dict(sorted(runs.items()))
    try:
        described = [_described(run, events) for run, events in again.items()]
        tested = signs(again, manifest["case"]["disadvantage"])
    except (LookupError, ValueError, TypeError) as error:
        return [Text(f"记录无法读取：{error}", f"the runs cannot be read: {error}")]
    problems = []
    if manifest.get("runs") != described:
        zh = "清单对记录的说明与记录不同"
        problems.append(Text(zh, "what the manifest says of the runs is not what they are"))
    if manifest.get("signs") != (None if tested is None else tested.to_dict()):
        zh = "清单中的符号检验与由记录重新计算的不同"
        problems.append(Text(zh, "the sign test of the manifest is not what the runs give"))
    return problems


def _photographs(case: Case, path: Path, folder: Path) -> list[Path]:
    """Photographs, copied beside the bundles under names of their own."""
    made = []
    for n, photograph in enumerate(case.photographs, 1):
        source = path.parent / photograph.file
        if not source.is_file():
            raise RegisterError(path, [f"photographs.{n}.file: {photograph.file} is not there"])
        target = folder / f"photograph-{n}{source.suffix.lower()}"
        write_durably(target, read_bytes(source, LARGEST))
        made.append(target)
    return made


def _digest(file: Path) -> str:
    return sha256(read_bytes(file, LARGEST)).hexdigest()


def _described(run: str, events: Sequence[Event]) -> dict[str, str]:
    """What a run of the case is: instrument, edition, kind, day, outcome."""
    first, subject = opened(events), opened(events).subject
    ends = of_kind(events, Closed)
    return {
        "run": run,
        "instrument": f"{subject.maker} {subject.model} № {subject.serial}",
        "edition": first.regulation.id,
        "kind": first.kind,
        "stage": first.stage,
        "day": first.date,
        "outcome": str(ends[-1].entry.outcome) if ends else "open",
    }
