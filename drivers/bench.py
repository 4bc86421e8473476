"""Opens a bench: fits every role's driver, identifies every instrument, and leaves it safe and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from drivers import registry
from drivers.bench_file import BenchFile, ExpectedIdentity, Role, load_bench
from drivers.bench_tables import BenchFileError
from drivers.clock import WallClock
from drivers.errors import BadReply, WrongInstrument
from drivers.fitting import Driver, Fitting
from drivers.lines import Lines
from drivers.link.settings import Settings
from drivers.outputs import outputs_off
from drivers.recognise_simulation import no_instrument_there, says_simulated
from drivers.roles import Clock, Identified, Identity, Person

if TYPE_CHECKING:
    from drivers.link.line import LineLink
    from drivers.simulated_bench.client import ControlClient
    from drivers.simulation.laboratory import Laboratory

__all__ = ["Bench", "BenchFile", "BenchFileError", "load_bench", "open_bench", "serve_bench"]

#: Told every piece of data on every line: role, `sent` or `received`, the bytes.
OnBytes = Callable[[str, str, bytes], None]


@dataclass
class Bench:
    """An open bench.

    Attributes:
        name: Name from the bench file.
        clock: The run's time.
        simulated: Whether anything on it is simulated.
        standards: Role to the standards in the register that stand for it.
        roles: Role to driver object; `roles.Person` where the operator fills it.
        identities: Role to what the instrument says it is, for instruments that can state it.
        drivers: Role to driver name.
        addresses: Role to address as written in the bench file.
        laboratory: The simulated laboratory behind it, for `drivers.simulation.truth`.
        shared: Lock of its line, by the identity of each driver that shares one.
    """

    name: str
    clock: Clock
    simulated: bool
    standards: dict[str, list[str]]
    roles: dict[str, object] = field(default_factory=dict)
    identities: dict[str, Identity] = field(default_factory=dict)
    drivers: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    laboratory: Laboratory | None = None
    shared: dict[int, AbstractContextManager[object]] = field(default_factory=dict)

    def at(self, position: str) -> dict[str, object]:
        """The roles as one position sees them: its own ones in place of the others'."""
        mine = {role.partition("@")[0]: driver for role, driver in self.roles.items() if role.endswith(f"@{position}")}
        return {role: driver for role, driver in self.roles.items() if "@" not in role} | mine

    def make_safe(self) -> list[str]:
        """Bring every output to its safe state; one text per output, saying what was confirmed and what was not."""
        return outputs_off(self.roles, self.clock)

    def line_lock(self, driver: object) -> AbstractContextManager[object]:
        """Held for a whole call of a driver that shares its line with others; nothing for one that does not."""
        return self.shared.get(id(driver), nullcontext())


@contextmanager
def open_bench(
    file: BenchFile,
    *,
    subject: Mapping[str, Any],
    seed: int,
    on_bytes: OnBytes | None = None,
    on_wait: Callable[[float], None] | None = None,
    start: Decimal = Decimal(0),
    clock: Clock | None = None,
    position: str = "1",
    others: Mapping[str, Mapping[str, Any]] | None = None,
) -> Iterator[Bench]:
    """Open a bench and close it again, whatever happens in between.

    Args:
        file: The bench file.
        subject: Nameplate of the unit under test; a simulated bench builds the unit from it.
        position: Where it stands, on a bench with positions.
        others: Nameplates on further positions. A role that every position has for itself is fitted as `ROLE@POSITION`.
        seed: Everything random in a simulated laboratory follows from it.
        on_bytes: Byte log.
        on_wait: Told for how many seconds a driver may be silent now, waiting for an answer or for a time of its own.
        start: Seconds that the clock begins with, for a run that goes on.
        clock: The run's time; by default the wall clock, or the world's virtual clock on a simulated bench. A simulated
            bench that is given a clock runs in real time.

    Raises:
        BenchFileError: Unknown driver, unknown simulated device, nothing to simulate.
        WrongInstrument: Another instrument answers than the bench file names.
        InstrumentError: An instrument cannot be opened or identified.
    """
    with ExitStack() as stack:
        opening = _Opening(file, stack, on_bytes, on_wait)
        units = {position: subject, **(others or {})}
        bench = opening.begin(units, seed, start, clock)
        for role in opening.order():
            for place in units if role in file.own_roles else ("",):
                opening.fit(bench, role, place)
        yield bench


@contextmanager
def serve_bench(file: BenchFile, *, subject: Mapping[str, Any], seed: int) -> Iterator[dict[str, str]]:
    """Serve a bench's simulated instruments in real time, for any client.

    Args:
        file: The bench file.
        subject: Nameplate of the unit under test; empty for a usual one of the bench's kind.
        seed: Everything random follows from it.

    Yields:
        Address of every simulated instrument by its name, and of the control port as `control`.

    Raises:
        BenchFileError: Nothing to simulate, or a subject that nothing can be built from.
    """
    from drivers.simulation.laboratory import Laboratory

    with Laboratory(file, {"1": subject}, seed, real_time=True) as laboratory:
        yield {**laboratory.addresses, "control": laboratory.control}


class _Opening:
    """Fits the roles of one bench, those first that others use."""

    def __init__(
        self,
        file: BenchFile,
        stack: ExitStack,
        on_bytes: OnBytes | None,
        on_wait: Callable[[float], None] | None,
    ) -> None:
        self._file, self._stack, self._on_bytes, self._on_wait = file, stack, on_bytes, on_wait
        self._lines = Lines(stack, on_wait, file.places)
        self._client: ControlClient | None = None

    def begin(self, units: Mapping[str, Mapping[str, Any]], seed: int, start: Decimal, clock: Clock | None) -> Bench:
        file, laboratory = self._file, None
        if file.simulated:
            from drivers.simulated_bench.client import ControlClient
            from drivers.simulated_bench.clock import VirtualClock
            from drivers.simulation.laboratory import Laboratory

            laboratory = self._stack.enter_context(
                Laboratory(file, units, seed, start=start, real_time=clock is not None)
            )
            self._client = ControlClient(laboratory.control, self._sent)
            self._stack.callback(self._client.close)
            clock = clock or VirtualClock(self._client)
        standards = {role: list(found) for role, found in file.standards.items()}
        return Bench(
            file.name, clock or WallClock(start, self._on_wait), file.simulated, standards, laboratory=laboratory
        )

    def order(self) -> list[str]:
        ordered: list[str] = []

        def visit(role: str, above: tuple[str, ...]) -> None:
            if role in above:
                raise BenchFileError([f"roles.{role}.uses: {' → '.join((*above, role))} goes round in a circle"])
            for used in self._file.roles[role].uses.values():
                visit(used, (*above, role))
            if role not in ordered:
                ordered.append(role)

        for role in self._file.roles:
            visit(role, ())
        return ordered

    def fit(self, bench: Bench, role: str, position: str = "") -> None:
        entry = self._file.roles[role]
        if position:
            entry = _at(entry, position)
            used = {name: f"{to}@{position}" for name, to in entry.uses.items() if to in self._file.own_roles}
            entry = entry.model_copy(update={"uses": {**entry.uses, **used}})
            role = f"{role}@{position}"
        bench.drivers[role], bench.addresses[role] = entry.driver, entry.address
        if entry.driver == registry.PERSON:
            bench.roles[role] = Person()
            return
        try:
            kind = registry.load(entry.driver, self._file.plugins)
        except (registry.UnknownDriver, ImportError) as error:
            raise BenchFileError([f"roles.{role}.driver: {error}"]) from error
        where = f"{role} ({entry.address})" if entry.address else role
        uses = {name: bench.roles[used] for name, used in entry.uses.items()}
        link = self._link(bench, role, entry, kind, where)
        fitting = Fitting(
            role, where, bench.clock, link, uses, entry.options, self._client, position or "1", entry.thing
        )
        driver = bench.roles[role] = kind.fit(fitting)
        if link is not None and link.is_shared:
            bench.shared |= {id(bench.roles[name]): link.lock for name in self._lines.sharing(link)}
        bench.simulated = bench.simulated or (link is not None and no_instrument_there(entry.address))
        bench.simulated = bench.simulated or _simulated_there(link)
        if isinstance(driver, Identified):
            bench.identities[role] = _identify(driver)
            bench.simulated = bench.simulated or says_simulated(bench.identities[role])
            _refuse_wrong(bench.identities[role], entry.identity, where)

    def _link(self, bench: Bench, role: str, entry: Role, kind: type[Driver], where: str) -> LineLink | None:
        if kind.LINE is None or not entry.address:
            return None
        line = kind.LINE if entry.timeout is None else replace(kind.LINE, timeout=entry.timeout)
        log = partial(self._on_bytes, role) if self._on_bytes is not None else None
        settings = Settings(**entry.serial.model_dump())
        return self._lines.open(role, self._address(bench, role, entry.address), where, line, log, settings)

    def _address(self, bench: Bench, role: str, address: str) -> str:
        if not address.startswith("sim:"):
            return address
        known = bench.laboratory.addresses if bench.laboratory is not None else {}
        name = address.removeprefix("sim:")
        if name not in known:
            raise BenchFileError(
                [f"roles.{role}.address: nothing simulated is called {name!r}; known: {', '.join(known)}"]
            )
        return known[name]

    def _sent(self) -> dict[int, int]:
        return self._lines.sent()


def _simulated_there(link: LineLink | None) -> bool:
    """Whether the agent of a line says that no instrument is there."""
    return bool(getattr(link, "simulated", False))


def _at(entry: Role, position: str) -> Role:
    """The entry as one position has it: `{position}` in address, identity and options is its name."""

    def filled(text: str) -> str:
        return text.replace("{position}", position)

    found: dict[str, Any] = {"address": filled(entry.address)}
    found["options"] = {name: filled(value) for name, value in entry.options.items()}
    if entry.identity is not None:
        expected = {name: filled(value) for name, value in entry.identity.model_dump().items()}
        found["identity"] = ExpectedIdentity(**expected)
    return entry.model_copy(update=found)


def _identify(instrument: Identified) -> Identity:
    """Ask who is there; once more when something else was heard, such as a greeting at power-on."""
    try:
        return instrument.identity()
    except BadReply:
        return instrument.identity()


def _refuse_wrong(found: Identity, expected: ExpectedIdentity | None, where: str) -> None:
    if expected is None:
        return
    pairs = ((name, getattr(expected, name), getattr(found, name)) for name in ("maker", "model", "serial", "firmware"))
    # A model text holds more than the model ("Pace5000 User Interface"); a serial number is the whole of it.
    wrong = [
        f"{name} {got!r} instead of {wanted!r}"
        for name, wanted, got in pairs
        if wanted and (wanted != got if name == "serial" else wanted.casefold() not in got.casefold())
    ]
    if wrong:
        remedy = "Connect the instrument that the bench file names, or correct the bench file."
        raise WrongInstrument(f"Another instrument answers: {', '.join(wrong)}.", where=where, remedy=remedy)
