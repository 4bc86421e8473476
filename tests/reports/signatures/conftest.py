"""A certificate of a run, and the keys of the people who sign it, certified by an authority of the laboratory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding

from reports.documents import write_documents
from reports.signatures.certificates import Authority, key_bytes, new_authority, new_key
from reports.signatures.keys import pem_signer, read_certificates
from reports.signatures.places import Role
from reports.signatures.signing import sign
from reports.signatures.stamp import line_stamp, seal_stamp
from reports.signatures.trust import Trust, trust
from tests.real_runs import performed

NOW = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
PASSPHRASE = "eight or more"  # noqa: S105  of keys of these tests
PEOPLE: Mapping[Role, tuple[str, str]] = {
    Role.VERIFIER: ("V001", "张检定"),
    Role.CHECKER: ("R001", "李核验"),
    Role.APPROVER: ("A001", "王批准"),
    Role.SEAL: ("seal", "示范省计量科学研究院"),
}
QR = "https://check.example.org/c#" + "aZ3_" * 90


@dataclass
class Office:
    """Who signs.

    Attributes:
        authority: The laboratory's.
        chain: Its certificate.
        plain: A certificate of a run before anybody signed it.
    """

    authority: Authority
    chain: list[Certificate]
    plain: bytes

    def certified(self, person: str, name: str) -> tuple[bytes, Certificate]:
        """A new key with its certificate."""
        key = new_key()
        issued = self.authority.issue(key.public_key(), person, name, now=NOW).public_bytes(Encoding.DER)
        return key_bytes(key, PASSPHRASE), read_certificates(issued)[0]

    def signed(self, roles: tuple[Role, ...] = tuple(Role), people: Mapping[Role, tuple[str, str]] = PEOPLE) -> bytes:
        """The certificate with signatures, each by a key of its own."""
        pdf = self.plain
        for role in roles:
            key, certificate = self.certified(*people[role])
            signer = pem_signer(key, PASSPHRASE, certificate, self.chain)
            pdf = sign(pdf, role, signer, stamp(role), contact=QR if role is Role.SEAL else "")
        return pdf

    @property
    def trusted(self) -> Trust:
        """Who trusts the laboratory."""
        return trust(tuple(self.chain))


def stamp(role: Role) -> bytes:
    """What a signature shows."""
    name = PEOPLE[role][1]
    return seal_stamp(QR) if role is Role.SEAL else line_stamp(name, "2026-11-29 20:31 +08:00", "3f2a51c07be4")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    authority = new_authority("示范省计量科学研究院", now=NOW)
    chain = read_certificates(authority.certificate.public_bytes(Encoding.PEM))
    certificate = write_documents(performed("JJG 539", simulated=False), tmp_path_factory.mktemp("plain"))[0]
    return Office(authority, chain, certificate.read_bytes())


@pytest.fixture(scope="session")
def signed(office: Office) -> bytes:
    """Signed by all."""
    return office.signed()


@pytest.fixture(scope="session")
def unsealed(office: Office) -> bytes:
    """Signed by the persons, and not yet by the laboratory."""
    return office.signed((Role.VERIFIER, Role.CHECKER, Role.APPROVER))
