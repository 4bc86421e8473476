"""Freezing the plan of a campaign."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from metrology.text import Text
from procedures import registry
from procedures.campaigns.file import read_campaign
from procedures.campaigns.kinds import kind_of
from procedures.errors import AuthorError, CampaignFileError, SubjectError
from procedures.subject import subject_of
from records import campaigns
from records.admission import admit
from records.ledger_changes import enter_campaign
from records.verification import ledger_of
from services.accounts.measuring import refuse_to_measure
from services.campaigns.locks import stepping
from services.campaigns.state import CampaignState, campaign_state
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.laboratory_register import register_of
from services.laboratory.people import person_of
from services.laboratory.prepare import laboratory_entry
from services.laboratory.prepare import sha256 as digest_of
from services.laboratory.purpose import unknown_stage
from services.refused.campaign_refused import CampaignRefused
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.kind import CampaignKind
    from procedures.campaigns.plan import Plan
    from records.entries import Person
    from records.ledger import Signer
    from records.ledger_state import LedgerState
    from records.register import Register
    from records.store import Store


def plan(path: Path, url: str, *, operator: str = "") -> CampaignState:
    """Freeze the plan of a campaign, signed in the store.

    Everything is read and checked before anything is written, every cell with its edition and its subject.

    Raises:
        CampaignFileError, SubjectError: The file, or a nameplate in it, cannot be used.
        UnknownRegulation, UnknownCampaignKind: It names what is not implemented, or an edition that is not in force.
        NotAllowed: The store has accounts, and no role of this person allows to measure.
        CampaignRefused: A campaign of this name is in the store already.
    """
    file = read_campaign(path, regulation_folders(path))
    kind, register, key = kind_of(file.head.kind), register_of(path), signer(path)
    person = person_of(register, operator)
    refuse_to_measure(url, person.id)
    trial = kind.plan(file, "")
    _refuse_faulty(file, trial)
    admit(url, key)
    store = open_store(url, path, key)
    with stepping(file.head.id, url):
        return _frozen(file, path, kind, store, key, register, person)


def _frozen(
    file: CampaignFile, path: Path, kind: CampaignKind, store: Store, key: Signer, register: Register, person: Person
) -> CampaignState:
    """Enter the plan, whose seed nobody could choose."""
    ledger = ledger_of(store)
    _refuse_known(file.head.id, ledger)
    newest = ledger.head.hash if ledger.head is not None else ""
    seed = sha256(f"{newest}\n{file.head.id}\n{digest_of(path)}".encode()).hexdigest()
    frozen = kind.plan(file, seed)
    _refuse_faulty(file, frozen)
    step = campaigns.Planned(
        campaign=file.head.id,
        kind=kind.name,
        date=file.head.date.isoformat(),
        title=file.head.title,
        edition=frozen.edition,
        cells=len(frozen.cells),
        plan=campaigns.pack(frozen.text()),
        digest=frozen.digest,
        seed=seed,
        file=digest_of(path),
        language=register.policy.documents_language,
        laboratory=laboratory_entry(register.laboratory),
        operator=person,
    )
    enter_campaign(store, key, campaigns.body(step))
    return campaign_state(store, file.head.id)


def _refuse_faulty(file: CampaignFile, found: Plan) -> None:
    """Every cell has an edition in force, one of its stages, and a subject that this edition can take.

    Raises:
        AuthorError: The kind makes a plan that is none.
        CampaignFileError: A cell cannot be run; each is named.
    """
    if faults := found.faults():
        raise AuthorError(f"the plan of kind {file.head.kind}: {'; '.join(faults)}", str(file.path))
    problems = []
    for cell in found.cells:
        procedure = registry.edition(cell.regulation, file.head.date, file.folders)
        if (wrong := unknown_stage(procedure, cell.stage)) is not None:
            problems.append(f"cell {cell.key}: {wrong.en}")
            continue
        try:
            subject_of(found.subject(cell), procedure.subject_model, file.path)
        except SubjectError as error:
            problems += [f"{cell.sample}: {problem}" for problem in error.problems]
    if problems:
        raise CampaignFileError(file.path, list(dict.fromkeys(problems))[:20])


def _refuse_known(name: str, ledger: LedgerState) -> None:
    if campaigns.steps(ledger.campaigns, name):
        raise CampaignRefused([Text(f"样品试验 {name} 的方案已冻结", f"the plan of campaign {name} is frozen already")])
