"""A run in a file of its own, which an auditor can check with `records.audit` alone."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from inputs.bounded import read_text
from records.audit import check, cited, read_bundle
from records.durable_file import write_durably
from records.errors import StoreError
from records.event import Event
from records.integrity import Break

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from records.store import Store

SUFFIX = ".bundle"
LARGEST = 1_000_000_000
"""Bytes of a bundle; a run of a million readings has some 600 million."""


def write_bundle(store: Store, run: str, path: Path, keys: Mapping[str, bytes]) -> list[Path]:
    """Write entries, seals and files of a run, a JSON object a line; beside it the public keys that sealed it.

    They are written as they are stored, so that an auditor finds what is wrong with them.

    Args:
        store: Where the run is.
        run: The run.
        path: ``FILE.bundle``; the keys go to ``FILE.pub``, one a line.
        keys: Public keys trusted here, by fingerprint.

    Returns:
        Both files.

    Raises:
        StoreError: A key is not known here, or a file cannot be written.
    """
    entries, seals = store.snapshot(run)
    sealed_with = dict.fromkeys(s.key for s in seals)
    unknown = [key for key in sealed_with if key not in keys]
    if unknown:
        raise StoreError(
            f"run {run} is sealed with key {unknown[0]}, which the store does not trust; see `steelyard keys list`"
        )
    files = {str(value.get("sha256")): None for _, value in cited(entries)}
    held = ({"sha256": name, "content": _content(store, name)} for name in files)
    kept = [row for row in held if row["content"] is not None]  # what is missing, the auditor finds
    lines = [json.dumps(row, ensure_ascii=False) for row in (*entries, *(s._asdict() for s in seals), *kept)]
    public = path.with_suffix(".pub")
    try:
        write_durably(path, "".join(f"{line}\n" for line in lines).encode())
        write_durably(public, "".join(f"{keys[key].hex()}\n" for key in sealed_with).encode("ascii"))
    except OSError as error:
        raise StoreError(f"{error.filename} cannot be written: {error.strerror}") from error
    return [path, public]


def _content(store: Store, sha256: str) -> str | None:
    content = store.file(sha256)
    return None if content is None else base64.b64encode(content).decode()


def verify_bundle(path: Path, keys: Mapping[str, bytes]) -> tuple[str, Break | None]:
    """The run a bundle holds, and the first entry of it that is not as it was written.

    Raises:
        StoreError: The file cannot be read, or is no bundle.
    """
    run, _, found = read_checked(path, keys)
    return run, found


def read_checked(path: Path, keys: Mapping[str, bytes]) -> tuple[str, list[Event], Break | None]:
    """The run a bundle holds, its entries, and the first that is not as it was written; with that one, no entries.

    Raises:
        StoreError: The file cannot be read, or is no bundle.
    """
    try:
        entries, seals, files = read_bundle(read_text(path, LARGEST))
    except (RecursionError, ValueError) as error:
        raise StoreError(f"{path} is no bundle that can be read: {error}") from error
    run = str(entries[0]["run"]) if entries else ""
    found = check(entries, seals, keys, files=files.get)
    if found:
        return run, [], Break(run, found.seq, found.problem)
    return run, [Event(**entry) for entry in entries], None
