"""Is a run what was written? A module an auditor can read in one sitting and run without the rest of Steelyard.

A bundle (`steelyard export RUN -o FILE.bundle`) is a text file, one JSON object a line: first the entries of the run
in order, then its seals, then the files that its readings name (photographs), base64. An entry is chained to the one
before by SHA-256; a seal is the station's signature over the hash of an entry, Ed25519 or ECDSA on P-256, as the
length of the public key tells. Every reading bears one; what follows from readings (`WITH_THE_NEXT`) is sealed by the
next entry, to which it is chained. The last entry of all bears a seal. To change, remove, add or reorder anything one
needs the station's private key, which is not here. A bundle does not show whether later entries were cut off: a
finished run ends with `closed`; of an open one the store's ledger knows the end.

    python audit.py run.bundle station.pub

needs Python and, for the signatures, `cryptography`. Exit code 0: intact; 1: it names the first broken entry. The keys
must come to the auditor by a way of their own: the person who can change the bundle can sign it again with another key.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

GENESIS = "0" * 64
FIELDS = ("run", "seq", "time", "kind", "address", "body", "prev", "hash")
WITH_THE_NEXT = frozenset({"plan", "conclusion", "item", "verdict", "command", "restored", "dwell"})  # have no reading
DEEPEST = 40  # nesting of a line of a bundle; ours are eight deep
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
FILE_FIELDS = ("sha256", "content")
SEAL_FIELDS = ("run", "seq", "hash", "key", "signature")


class Found(NamedTuple):
    """The first entry that is not as it was written."""

    seq: int
    problem: str


def canonical(body: Any) -> str:
    """Canonical JSON (RFC 8785), for bodies without binary floats and with ASCII keys."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(run: str, seq: int, time: str, kind: str, address: str, body: str, prev: str) -> str:
    """SHA-256, in hexadecimal, over the fields of an entry; `body` is canonical JSON already."""
    head = canonical([run, seq, time, kind, address, prev])
    return hashlib.sha256(f"{head}\n{body}".encode()).hexdigest()


def fingerprint(public_key: bytes) -> str:
    """Name of a station's key: the beginning of the SHA-256 of its raw bytes."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def message(run: str, seq: int, hash_: str) -> bytes:
    """What a seal signs."""
    return f"steelyard seal\n{run}\n{seq}\n{hash_}".encode()


def ledger_message(entry: str) -> bytes:
    """What the signature of a ledger entry signs."""
    return f"steelyard ledger\n{hashlib.sha256(entry.encode()).hexdigest()}".encode()


def check(
    entries: Sequence[Mapping[str, Any]],
    seals: Iterable[Mapping[str, Any]],
    keys: Mapping[str, bytes],
    *,
    every: bool = True,
    files: Callable[[str], bytes | None] | None = None,
) -> Found | None:
    """The first thing of a run that is not as it was written; None when it is intact, an open one as far as it goes.

    Args:
        entries: Its entries, oldest first, with the fields `FIELDS`.
        seals: Its seals, with `run`, `seq`, `hash`, `key`, `signature`; entries behind the last are not intact.
        keys: Trusted public keys (raw bytes) by fingerprint.
        every: Whether every reading bears a seal; runs older than the ledger of their store were sealed at intervals.
        files: Gives the bytes of a file by its SHA-256, None where it is not there; without it files are not checked.
    """
    if not entries:
        return Found(0, "there are no entries")
    file = _files(entries, files) if files is not None else None
    found = (_chain(entries), _seals(entries, seals, keys, every=every), file)
    return min((f for f in found if f is not None), key=lambda f: f.seq, default=None)


def _chain(entries: Sequence[Mapping[str, Any]]) -> Found | None:
    prev = GENESIS
    for seq, e in enumerate(entries):
        if problem := _entry(e, seq, prev, entries[0].get("run")):
            return Found(seq, problem)
        if e["kind"] == "closed" and seq != len(entries) - 1:
            return Found(seq + 1, "the run was closed before this entry")
        prev = e["hash"]
    return None


def _entry(e: Mapping[str, Any], seq: int, prev: str, run: Any) -> str:
    if not _typed(e, FIELDS):
        return "it lacks a field, or a field is not of its type"
    if e["seq"] != seq:
        return f"entry {seq} is missing"
    if (seq == 0) != (e["kind"] == "opened") or e["run"] != run:
        return "a run begins with the entry `opened`, once, and bears one name"
    if e["prev"] != prev:
        return "it does not follow the entry before (previous hash differs)"
    return "" if e["hash"] == _hash(e) else "its content was changed (hash differs)"


def _hash(e: Mapping[str, Any]) -> str:
    try:
        return digest(e["run"], e["seq"], e["time"], e["kind"], e["address"], canonical(e["body"]), e["prev"])
    except ValueError:  # not a number, or half a character: nothing that was ever written
        return ""


def _seals(
    entries: Sequence[Mapping[str, Any]],
    seals: Iterable[Mapping[str, Any]],
    keys: Mapping[str, bytes],
    *,
    every: bool,
) -> Found | None:
    by_seq: dict[int, Mapping[str, Any]] = {}
    for s in seals:
        if not _typed(s, SEAL_FIELDS):
            at = s.get("seq")
            return Found(at if type(at) is int else 0, "its seal lacks a field, or a field is not of its type")
        if s["seq"] in by_seq:
            return Found(s["seq"], "it bears two seals")
        by_seq[s["seq"]] = s
    return _sealed(entries, by_seq, keys, every=every)


def _sealed(
    entries: Sequence[Mapping[str, Any]],
    by_seq: dict[int, Mapping[str, Any]],
    keys: Mapping[str, bytes],
    *,
    every: bool,
) -> Found | None:
    sealed = -1
    for seq, e in enumerate(entries):
        if not _typed(e, FIELDS) or e["seq"] != seq:
            return None  # the chain names it
        seal = by_seq.pop(seq, None)
        if seal is not None:
            if problem := _signature(e, seal, keys):
                return Found(seq, problem)
            sealed = seq
        elif every and e["kind"] not in WITH_THE_NEXT:
            return Found(seq, "its seal is missing")
    if by_seq:
        return Found(len(entries), f"it is missing: there is a seal of entry {min(by_seq)}")
    if sealed < len(entries) - 1:
        return Found(sealed + 1, "it and what follows bear no seal")
    return None


def cited(entries: Iterable[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """Number and value of every entry that names a file."""
    found = ((e.get("seq"), e["body"].get("value")) for e in entries if isinstance(e.get("body"), dict))
    return [(s, v) for s, v in found if type(s) is int and isinstance(v, dict) and v.get("type") == "attachment"]


def _files(entries: Sequence[Mapping[str, Any]], files: Callable[[str], bytes | None]) -> Found | None:
    for seq, value in cited(entries):
        name, content = value.get("name"), files(str(value.get("sha256")))
        if content is None:
            return Found(seq, f"its file {name} is missing")
        if hashlib.sha256(content).hexdigest() != value.get("sha256") or len(content) != value.get("size"):
            return Found(seq, f"its file {name} was changed (digest differs)")
    return None


def _typed(row: Mapping[str, Any], fields: Sequence[str]) -> bool:
    """Whether a row has every field: texts, a whole number `seq`, and a body of any kind."""
    return all(
        name in row and (name == "body" or type(row[name]) is (int if name == "seq" else str)) for name in fields
    )


def _signature(entry: Mapping[str, Any], seal: Mapping[str, Any], keys: Mapping[str, bytes]) -> str:
    if (seal["run"], seal["hash"]) != (entry["run"], entry["hash"]):
        return "its seal belongs to another content (hash differs)"
    if seal["key"] not in keys:
        return f"it is sealed with key {seal['key']}, which is not trusted here"
    return signed(keys[seal["key"]], seal["signature"], message(entry["run"], entry["seq"], entry["hash"]))


def algorithm(key: bytes) -> str:
    """What signs with a key, by the length of its public part; empty for what is no key."""
    if len(key) == 32:
        return "Ed25519"
    return "ECDSA P-256 SHA-256" if len(key) == 65 and key[0] == 4 else ""


def signed(key: bytes, signature: str, what: bytes) -> str:
    """What is wrong with a signature; empty where it is right."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw = base64.b64decode(signature, validate=True)
        if base64.b64encode(raw).decode() != signature:
            return "its signature is not in canonical form"
        if algorithm(key) == "ECDSA P-256 SHA-256":
            return _p256(key, raw, what)
        Ed25519PublicKey.from_public_bytes(key).verify(raw, what)
    except (InvalidSignature, ValueError):
        return "its signature is wrong"
    return ""


def _p256(key: bytes, raw: bytes, what: bytes) -> str:
    """The same for ECDSA: r and s, 32 bytes each, s in the lower half, so that there is one signature and not two."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    if len(raw) != 64 or s > P256_ORDER // 2:
        return "its signature is not in canonical form"
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), key)
    public.verify(encode_dss_signature(r, s), what, ECDSA(SHA256()))
    return ""


def read_bundle(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, bytes]]:
    """Entries, seals, and files by their digest; ValueError if a line is none, or a file no entry's or there twice."""
    entries: list[dict[str, Any]] = []
    seals: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):  # a text may hold other line breaks
        if line.count("[") + line.count("{") > DEEPEST and _depth(line) > DEEPEST:
            raise ValueError(f"line {number} of the bundle is nested more than {DEEPEST} deep")
        row = json.loads(line, object_pairs_hook=_once)
        if not isinstance(row, dict) or sorted(row) not in map(sorted, (FIELDS, SEAL_FIELDS, FILE_FIELDS)):
            raise ValueError(f"line {number} of the bundle is neither an entry, a seal nor a file")
        if "content" not in row:
            (seals if "signature" in row else entries).append(row)
        elif not all(isinstance(row[field], str) for field in FILE_FIELDS) or row["sha256"] in files:
            raise ValueError(f"line {number} of the bundle is a file that is there twice, or none")
        else:
            files[row["sha256"]] = base64.b64decode(row["content"], validate=True)
    if strange := set(files) - {value.get("sha256") for _, value in cited(entries)}:
        raise ValueError(f"the bundle holds a file that no entry names: {min(strange)}")
    return entries, seals, files


def _depth(line: str) -> int:
    """Nesting of JSON text: brackets opened and not closed outside its strings."""
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
    return max(accumulate((c in "[{") - (c in "]}") for c in outside), default=0)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys is there twice (else ValueError): readers differ in which of two they take."""
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for n, (name, _) in enumerate(pairs) if name in dict(pairs[:n]))
        raise ValueError(f"the key {twice!r} is there twice in one object")
    return found


def read_keys(text: str) -> dict[str, bytes]:
    """Public keys, one hexadecimal word each, by fingerprint; ValueError if a word is none."""
    return {fingerprint(key): key for key in map(bytes.fromhex, text.split())}


def main(bundle: str, *key_files: str) -> int:
    """Check a bundle against the public keys in files."""
    try:
        keys = read_keys(" ".join(Path(name).read_text(encoding="ascii") for name in key_files))
        entries, seals, files = read_bundle(Path(bundle).read_text(encoding="utf-8"))
    except (OSError, RecursionError, ValueError) as error:
        sys.stdout.write(f"not a bundle with its keys: {error}\n")
        return 1
    if found := check(entries, seals, keys, files=files.get):
        sys.stdout.write(f"entry {found.seq}: {found.problem}\n")
        return 1
    state = "closed" if entries[-1]["kind"] == "closed" else "NOT CLOSED: what came after these entries is not known"
    signed_with = ", ".join(sorted({f"{algorithm(keys[s['key']])} key {s['key']}" for s in seals}))
    sys.stdout.write(f"intact: run {entries[0]['run']}, {len(entries)} entries, {state}; sealed with {signed_with}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
