"""Reads the files of a laboratory and builds a run that can be performed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import structs

from drivers.bench import load_bench
from drivers.bench_roles import role_problems, unused_roles
from metrology.text import NO_TEXT, Text
from procedures import registry
from procedures.completed import as_recorded
from procedures.role_types import needed_roles
from records.entries import (
    FORMAT,
    BenchUsed,
    Code,
    FormUsed,
    Laboratory,
    NameplateLine,
    Opened,
    People,
    Policy,
    RoleUsed,
)
from records.entries import Subject as SubjectEntry
from records.errors import RegisterError
from records.journal import MemoryJournal
from sequencer.form import OF_THE_ORDER, FormIdentity, new_identity
from sequencer.session import Setup, preview
from services.code_identity.code_manifest import manifest, module_hash, release, released
from services.code_identity.plugins_used import plugged_in
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.laboratory_register import policy_entry, register_of
from services.laboratory.nameplates import Nameplate, stated_of, subject_given
from services.laboratory.overrides import overrides
from services.laboratory.people import people_of
from services.laboratory.printable import refuse_unprintable
from services.laboratory.purpose import USUAL, Purpose
from services.laboratory.regulation_used import regulation_entry
from services.laboratory.standards_in_use import due_soon, standards_in_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from drivers.bench import Bench, BenchFile
    from procedures.base import Procedure
    from procedures.subject import Subject
    from records.register import Laboratory as LaboratoryRow
    from sequencer.form import Form


@dataclass(frozen=True, slots=True)
class Job:
    """A verification to be done: the run's set-up, the bench it will be done on, what a person should know of both."""

    setup: Setup
    bench: BenchFile
    seed: int
    notices: tuple[Text, ...] = ()

    @property
    def position(self) -> str:
        """Where the instrument stands, on a bench with positions."""
        return self.setup.opened.place

    @property
    def nameplate(self) -> Mapping[str, Any]:
        """The subject as its file gives it."""
        return self.setup.opened.nameplate


def prepare(
    regulation: str,
    bench: Path,
    subject: Path | Nameplate,
    *,
    stage: str,
    on: date,
    seed: int,
    operator: str | None,
    source: Literal["bench", "form"] = "bench",
    override: Sequence[str] = (),
    position: str = "",
    purpose: Purpose = USUAL,
) -> Job:
    """Read and check everything a run depends on, before anything is touched.

    Raises:
        ProcedureError, RecordsError, BenchFileError: A file or a name cannot be used; the message says which field.
        Refused: An override cannot be used.
    """
    procedure = registry.edition(regulation, on, regulation_folders(bench))
    instrument = subject_given(subject, procedure.subject_model)
    file = load_bench(bench)
    register = register_of(bench)
    people = people_of(register, operator)
    purpose = purpose.checked(procedure, stage)
    opened = Opened(
        format=FORMAT,
        **purpose._asdict(),
        regulation=regulation_entry(procedure, instrument),
        stage=str(stage),
        date=on.isoformat(),
        seed=str(seed),
        source=source,
        simulated=file.simulated,
        laboratory=laboratory_entry(register.laboratory),
        people=people,
        subject=describe(instrument),
        nameplate=nameplate_entry(instrument),
        bench=BenchUsed(name=file.name, file=str(bench), sha256=sha256(bench), under_test=procedure.under_test),
        standards=standards_in_use(register, file, on),
        policy=policy_entry(register),
        code=_code(file, procedure),
        position=position,
        overrides=overrides(override, register, people.operator.id),
        catalogue=None if isinstance(subject, Path) else subject.catalogue,
    )
    needed = procedure.role_types()
    if wrong := role_problems(file, needed_roles(procedure, instrument)):
        raise RegisterError(bench, wrong)
    watched = {condition.role for condition in procedure.conditions(instrument)}
    unused = unused_roles(file, {*needed, *watched})
    refuse_unprintable(opened)
    notices = (*(_unused(role, needed) for role in unused), *due_soon(opened.standards, on), *stated_of(subject))
    setup = Setup(procedure, instrument, opened, None if file.positions is None else tuple(file.own_roles))
    job = Job(setup, file, seed, notices)
    preview(job.setup, MemoryJournal(), alike=True)  # an author's mistake is found here, before anything is touched
    return job


def _unused(role: str, needed: Iterable[str]) -> Text:
    roles = ", ".join(needed)
    return Text(
        f"台架文件中的角色 {role} 未被该规程使用；规程的角色为 {roles}",
        f"role {role} of the bench file is not used by this regulation; its roles are {roles}",
    )


def bare(
    regulation: str,
    subject: Path | Nameplate,
    *,
    stage: str,
    on: date,
    purpose: Purpose = USUAL,
    near: Path | None = None,
) -> Setup:
    """A run without a bench, for an empty form.

    Args:
        regulation: The regulation.
        subject: The instrument: a file, or a nameplate of the register.
        stage: Kind of verification.
        on: Day, which selects the edition.
        purpose: What the run will be for.
        near: A file of the laboratory; not needed where the subject is one.

    Raises:
        ProcedureError: The regulation or the subject cannot be used.
        Refused: The regulation has no such stage or work.
    """
    place = subject if isinstance(subject, Path) else near
    procedure = registry.edition(regulation, on, regulation_folders(place) if place is not None else ())
    instrument = subject_given(subject, procedure.subject_model)
    setup = Setup(procedure, instrument, unattended(procedure, instrument, stage=stage, on=on, source="form"))
    return setup.stating(**purpose.checked(procedure, stage)._asdict())


def unattended(
    procedure: type[Procedure[Any, Any]],
    subject: Subject,
    *,
    stage: str,
    on: date,
    source: Literal["bench", "form"] = "bench",
) -> Opened:
    """The first entry of a run without a laboratory, people and a bench: for forms and rehearsals."""
    return Opened(
        format=FORMAT,
        kind=procedure.regulation.work,
        regulation=regulation_entry(procedure, subject),
        stage=str(stage),
        date=on.isoformat(),
        seed="0",
        source=source,
        simulated=True,
        laboratory=Laboratory(name=NO_TEXT, address=NO_TEXT),
        people=People(),
        subject=describe(subject),
        nameplate=nameplate_entry(subject),
        bench=BenchUsed(),
        standards=(),
        policy=Policy(),
        code=Code(),
    )


def identity_for(setup: Setup, number: str) -> FormIdentity:
    """What a form with this number must be made for to decide this run."""
    identity = new_identity(number, setup.procedure.regulation.id, setup.opened.stage, nameplate_entry(setup.subject))
    usual = {"kind": setup.procedure.regulation.work}
    stated = {key: getattr(setup.opened, key) for key in OF_THE_ORDER}
    cell = setup.opened.campaign
    stated["cell"] = f"{cell.campaign}/{cell.cell}" if cell is not None else ""
    return replace(identity, **{key: name for key, name in stated.items() if name != usual.get(key, "")})


def of_form(setup: Setup, form: Form, path: Path) -> Setup:
    """The set-up with the number and the digest of the form that decides it, and what the form states of its order.

    Raises:
        Refused: It states what cannot be kept.
    """
    stated = {key: getattr(form.identity, key) or getattr(setup.opened, key) for key in OF_THE_ORDER}
    purpose = Purpose(stated["kind"], stated["order"], stated["batch"], stated["follows"])
    used = FormUsed(number=form.identity.number, sha256=sha256(path))
    return setup.stating(form=used, **purpose.checked(setup.procedure, setup.opened.stage)._asdict())


def rebuild(opened: Opened) -> Setup:
    """The set-up of a stored run, from its first entry alone; figures read in print are those that it keeps."""
    folders, id_ = regulation_folders(Path(opened.bench.file)), opened.regulation.id
    if opened.judges:
        procedure = registry.exactly(id_, folders, figures=False)
    else:
        procedure = registry.edition(id_, opened.day, folders, figures=False)
    used = opened.regulation.figures
    if used is not None:
        procedure = as_recorded(procedure, used.text, used.file, used.sha256)
    return Setup(procedure, procedure.subject_model.model_validate(opened.nameplate), opened)


def with_bench(setup: Setup, bench: Bench) -> Setup:
    """The set-up with what the bench said of itself when it was opened."""
    opened = setup.opened
    roles = {
        role.partition("@")[0]: RoleUsed(
            driver=bench.drivers[role],
            address=bench.addresses.get(role, ""),
            identity=bench.identities[role].text if role in bench.identities else "",
            serial=bench.identities[role].serial if role in bench.identities else "",
        )
        for role in bench.roles
        if "@" not in role or role.endswith(f"@{opened.place}")
    }
    return setup.stating(
        bench=structs.replace(opened.bench, roles=roles), simulated=opened.simulated or bench.simulated
    )


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _code(file: BenchFile, procedure: type[Procedure[Any, Any]]) -> Code:
    return Code(
        version=release(),
        manifest=manifest(),
        released=released(),
        procedure=module_hash(procedure),
        plugins=plugged_in(file, procedure),
    )


def laboratory_entry(lab: LaboratoryRow) -> Laboratory:
    """The laboratory as the first entry names it."""
    return Laboratory(
        name=Text(lab.name, lab.name_en),
        address=Text(lab.address, lab.address_en),
        authorisation=lab.authorisation,
        postcode=lab.postcode,
        phone=lab.phone,
        email=lab.email,
    )


def describe(subject: Subject) -> SubjectEntry:
    """The instrument under test as the first entry names it."""
    return SubjectEntry(
        name=Text(subject.name, subject.name_en or subject.name),
        maker=subject.maker,
        model=subject.model,
        serial=subject.serial,
        client=subject.client,
        client_address=subject.client_address,
        specification=tuple(NameplateLine.of(name, value) for name, value in subject.specification_lines()),
    )


def nameplate_entry(subject: Subject) -> dict[str, Any]:
    """The nameplate as the first entry keeps it."""
    return subject.model_dump(mode="json", by_alias=True, exclude_none=True)
