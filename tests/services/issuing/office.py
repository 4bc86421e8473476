"""A store with its registers, a signing authority, and a folder with the key of everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyhanko.sign.signers.pdf_cms import Signer

from records.register import read
from records.register_documents import Documents
from services.issuing.signatures import sign_file
from services.signing.key_files import KeyFile, get_signer
from services.signing.signers import certify, new_authority, new_request
from tests.services.issuing.runs_of_every_kind import Kept

SECRET = "eight or more"  # noqa: S105  of keys of these tests
PAGE = "https://check.example.org/d"
LABORATORY = Documents(number="{year}{dept}{item}{seq:06d}", department="L", check_page=PAGE)
PEOPLE = {
    "verifier": ("V001", "张检定"), "checker": ("R001", "李核验"), "approver": ("A001", "王批准"),
    "seal": ("seal", "示范省计量科学研究院"),
}  # fmt: skip


@dataclass
class Office:
    """A store, its authority and a folder with the key of everybody."""

    kept: Kept
    folder: Path

    def key(self, role: str) -> Path:
        """The file that describes the key of a role."""
        person = PEOPLE[role][0]
        return self.folder / person / f"{person}.toml"

    def sign(self, file: Path, *roles: str) -> None:
        """Sign a document in roles."""
        for role in roles:
            sign_file(self.kept.url, file, role, self.key(role), secret=lambda _: SECRET)


@contextmanager
def keys_of(kept: Kept) -> Iterator[None]:
    """The keys of a store, as those of the station."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(kept.folder / "keys"))
        patch.chdir(kept.folder)
        yield


@contextmanager
def office_of(kept: Kept, folder: Path) -> Iterator[Office]:
    """An office with a copy of a store, everybody's keys made and certified as the commands do."""
    copy = kept.copied(folder / "store")
    new_authority(folder / "authority", "示范院", SECRET)
    for person, name in PEOPLE.values():
        certify(folder / "authority", new_request(person, name, folder / person, SECRET), SECRET)
    with keys_of(copy):
        yield Office(copy, folder)


def signer_of(office: Office, role: str) -> Signer:
    """The key of a role, opened."""
    return get_signer(read(office.key(role), KeyFile), office.key(role).parent, lambda _: SECRET)
