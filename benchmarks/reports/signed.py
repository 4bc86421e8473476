"""One warm certificate with its digital certificate, signed with ECDSA: what each step takes.

python -m benchmarks.reports.signed [ROUNDS]
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.serialization import Encoding

from benchmarks.reports.page import REGULATION, timed
from reports.content.document import document
from reports.dcc.cross_check import confirm_same
from reports.dcc.file import dcc_file
from reports.dcc.signing import Key
from reports.documents import _legal
from reports.model import read_run
from reports.record.as_csv import record_csv
from reports.signatures.certificates import key_bytes, new_authority, new_key
from reports.signatures.keys import pem_signer, read_certificates
from reports.signatures.places import Role
from reports.signatures.signing import sign
from reports.signatures.stamp import line_stamp
from reports.view import Numbered
from tests.reports.examples import example_run

PASSPHRASE = "eight or more"  # noqa: S105  of a key that is made here
NAME = "示范省计量科学研究院"

APPROVED = Numbered("2026A0000000001", approved=True)


def main(rounds: int = 20) -> None:
    """Print the times."""
    run, now = replace(read_run(example_run(REGULATION)), numbered=APPROVED), datetime.now(UTC)
    authority, key = new_authority(NAME, now=now), new_key()
    chain = read_certificates(authority.certificate.public_bytes(Encoding.PEM))
    issued = authority.issue(key.public_key(), "V001", "张检定", now=now)
    (certificate,) = read_certificates(issued.public_bytes(Encoding.DER))
    signer = pem_signer(key_bytes(key, PASSPHRASE), PASSPHRASE, certificate, chain)
    der = tuple(found.public_bytes(Encoding.DER) for found in (issued, authority.certificate))
    own = Key(key_bytes(key, PASSPHRASE), PASSPHRASE, der)
    runs = {n: replace(run, run=f"20261123-070000-{n + 100000:07d}") for n in range(-2, rounds)}
    dccs: dict[int, bytes] = {}
    plain: dict[int, bytes] = {}
    signed: dict[int, bytes] = {}

    def digital(n: int) -> None:
        dccs[n] = dcc_file(runs[n], own)

    def printed(n: int) -> None:
        plain[n] = _legal(document(runs[n]), runs[n], record_csv(runs[n]), dccs[n])
        confirm_same(plain[n], dccs[n])

    def by_a_person(n: int) -> None:
        stamp = line_stamp("张检定", f"2026-11-29 20:31:{n + 10:02d} +08:00", "3f2a51c07be4")
        signed[n] = sign(plain[n], Role.VERIFIER, signer, stamp)

    def whole(n: int) -> None:
        digital(n)
        printed(n)
        by_a_person(n)

    timed("DCC without a signature", lambda n: dcc_file(runs[n]), rounds)
    timed("DCC signed (XAdES, ECDSA), read back", digital, rounds)
    timed("PDF with the DCC in it, both compared", printed, rounds)
    timed("signature of a person (PAdES, ECDSA)", by_a_person, rounds)
    runs = {n: replace(run, run=f"20261124-070000-{n + 200000:07d}") for n in range(-2, rounds)}
    timed("all of it", whole, rounds)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
