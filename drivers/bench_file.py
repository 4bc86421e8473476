"""The bench file: which driver fills each role, at which address, and what a simulated bench simulates."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from drivers.addresses import agent_and_role
from drivers.bench_addresses import wrong_line
from drivers.bench_tables import BenchFileError, Strict, Text
from drivers.link.agent_place import PORT, AgentPlace
from drivers.plugins import BadPlugins, folders_of
from inputs.bounded import BadFile, read_toml


class SerialSettings(Strict):
    """Settings of a serial line."""

    baud: int = Field(default=9600, gt=0)
    bits: Literal[7, 8] = 8
    parity: Literal["N", "E", "O"] = "N"
    stop: Literal[1, 2] = 1


class ExpectedIdentity(Strict):
    """Who must answer; an empty field is not checked."""

    maker: str = ""
    model: str = ""
    serial: Text = ""
    firmware: str = ""


class Role(Strict):
    """One role of the bench.

    Attributes:
        driver: Name in the driver registry; `person` for the operator.
        address: Where the instrument is; `sim:NAME` for a simulated one.
        uses: Other roles this driver works with.
        identity: Who must answer.
        serial: Settings of a serial line.
        timeout: Seconds for a whole reply, where the driver's own is not right.
        options: Settings of the driver.
    """

    driver: str = Field(min_length=1)
    address: str = ""
    uses: dict[str, str] = Field(default_factory=dict)
    identity: ExpectedIdentity | None = None
    serial: SerialSettings = SerialSettings()
    timeout: float | None = Field(default=None, gt=0)
    options: dict[str, Text] = Field(default_factory=dict)

    @property
    def simulated(self) -> bool:
        """Whether a simulated device or person fills it."""
        return self.address.startswith("sim:") or self.driver.startswith("simulated_")

    @property
    def thing(self) -> str:
        """What the address `sim:NAME` names on the simulated bench; empty for another address."""
        return self.address.removeprefix("sim:") if self.address.startswith("sim:") else ""


def _simulation(value: object) -> object:
    """The table as `drivers.simulation.simulation_file` reads it; a bench without one loads no simulator."""
    if not isinstance(value, dict):
        return value
    from drivers.simulation.simulation_file import Simulation

    try:
        return Simulation.model_validate(value)
    except ValidationError as error:
        reasons = (f"simulation.{_field(entry['loc'])}: {entry['msg']}" for entry in error.errors())
        raise ValueError("; ".join(reasons)) from error


class AgentEntry(Strict):
    """An agent near instruments.

    Attributes:
        host, port: Where it is.
        certificate: The agent's certificate.
        own, key: Certificate and private key of this bench. Files lie beside the bench file, or are whole paths.
        delay: Seconds that a message may be on its way, there and back together.
    """

    host: str = Field(min_length=1)
    port: int = Field(default=PORT, gt=0, lt=65536)
    certificate: str
    own: str
    key: str
    delay: float = Field(default=2.0, gt=0, le=10)


class Positions(Strict):
    """Places for several units under test at once.

    Attributes:
        count: How many there are, named 1, 2, 3 …
        roles: Roles that every position has for itself; the others are shared. `{position}` in the address of such a
            role stands for the name of the position.
    """

    count: int = Field(ge=2, le=99)
    roles: tuple[str, ...] = Field(min_length=1)


class BenchFile(Strict):
    """A bench.

    Attributes:
        name: Short name.
        zh: Chinese name.
        en: English name.
        roles: Role name to its driver.
        standards: Role name to the standards in the register that stand for it.
        positions: Places for several units under test, absent on a bench for one.
        agents: Agents near instruments, by name.
        folder: Where the file lies.
        simulation: Present on a simulated bench and only there.
        plugins: Folders with drivers of the laboratory that the bench file belongs to.
    """

    name: str = Field(min_length=1)
    zh: str = ""
    en: str = ""
    roles: dict[str, Role] = Field(min_length=1)
    standards: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    positions: Positions | None = None
    agents: dict[str, AgentEntry] = Field(default_factory=dict)
    folder: Path = Path()
    simulation: Annotated[Any, BeforeValidator(_simulation)] = None
    plugins: tuple[Path, ...] = ()

    @property
    def own_roles(self) -> tuple[str, ...]:
        """Roles that every position has for itself; none on a bench for one unit."""
        return self.positions.roles if self.positions is not None else ()

    @property
    def places(self) -> dict[str, AgentPlace]:
        """The agents as they are reached."""
        return {
            name: AgentPlace(
                name, a.host, a.port, self.folder / a.certificate, self.folder / a.own, self.folder / a.key, a.delay
            )
            for name, a in self.agents.items()
        }

    @property
    def simulated(self) -> bool:
        """Whether anything on the bench is simulated."""
        return self.simulation is not None

    @model_validator(mode="after")
    def _consistent(self) -> "BenchFile":
        reasons = [
            f"roles.{name}.uses.{use}: no role {target!r}"
            for name, role in self.roles.items()
            for use, target in role.uses.items()
            if target not in self.roles
        ]
        reasons += [
            f"roles.{name}.{reason}"
            for name, role in self.roles.items()
            for reason in wrong_line(role.driver, role.address, serial="serial" in role.model_fields_set)
        ]
        reasons += [
            f"roles.{name}.address: no agent {found[0]!r}; write [agents.{found[0]}]"
            for name, role in self.roles.items()
            if (found := agent_and_role(role.address)) is not None and found[0] not in self.agents
        ]
        reasons += [f"positions.roles: no role {name!r}" for name in self.own_roles if name not in self.roles]
        simulated = [name for name, role in self.roles.items() if role.simulated]
        if simulated and self.simulation is None:
            reasons.append(f"simulation: missing, though {', '.join(simulated)} are simulated")
        if self.simulation is not None and not simulated:
            reasons.append("simulation: present, though no role is simulated")
        reasons += self._not_in_the_catalogue()
        if reasons:
            raise ValueError("; ".join(reasons))
        return self

    def _not_in_the_catalogue(self) -> list[str]:
        if self.simulation is None:
            return []
        from drivers.simulation.catalogue import unknown

        return unknown(self.simulation, self.plugins)


def load_bench(path: Path) -> BenchFile:
    """Read and check a bench file.

    Raises:
        BenchFileError: The file cannot be read, is no TOML, or has wrong fields; all of them are named.
    """
    try:
        content = read_toml(path)
    except BadFile as error:
        raise BenchFileError([f"{path}: {error}"]) from error
    head = content.pop("bench", {})
    if not isinstance(head, dict):
        raise BenchFileError([f"{path}: bench: must be a table with name, zh, en"])
    try:
        return BenchFile.model_validate({**head, **content, "plugins": folders_of(path), "folder": path.parent})
    except BadPlugins as error:
        raise BenchFileError([str(error)]) from error
    except ValidationError as error:
        raise BenchFileError([f"{path}: {_field(entry['loc'])}: {entry['msg']}" for entry in error.errors()]) from error


def _field(location: tuple[int | str, ...]) -> str:
    path = ".".join(str(part) for part in location)
    return f"bench.{path}" if path in ("name", "zh", "en") else path or "bench"
