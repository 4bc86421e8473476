"""The bench file: which driver fills each role, at which address, and what a simulated bench simulates."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from drivers.bench_addresses import wrong_line
from drivers.plugins import BadPlugins, folders_of
from drivers.simulation.faults import Fault, Kind


class BenchFileError(ValueError):
    """A bench file that cannot be used; every reason at once.

    Attributes:
        reasons: One line each, naming file and field.
    """

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: object) -> object:
    return str(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_text)]


class SerialSettings(_Strict):
    """Settings of a serial line."""

    baud: int = Field(default=9600, gt=0)
    bits: Literal[7, 8] = 8
    parity: Literal["N", "E", "O"] = "N"
    stop: Literal[1, 2] = 1


class ExpectedIdentity(_Strict):
    """Who must answer; an empty field is not checked."""

    maker: str = ""
    model: str = ""
    serial: Text = ""
    firmware: str = ""


class Role(_Strict):
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
    uses: dict[str, str] = {}
    identity: ExpectedIdentity | None = None
    serial: SerialSettings = SerialSettings()
    timeout: float | None = Field(default=None, gt=0)
    options: dict[str, Text] = {}

    @property
    def simulated(self) -> bool:
        """Whether a simulated device or person fills it."""
        return self.address.startswith("sim:") or self.driver.startswith("simulated_")


class SampleEntry(_Strict):
    """A unit in the simulated store room."""

    serial: Text
    defect: str = ""
    size: float | None = None


class FaultEntry(_Strict):
    """A fault on a simulated instrument's wire; see `drivers.simulation.faults`."""

    device: str
    kind: Kind
    request: int = Field(default=0, ge=0)
    after: float | None = Field(default=None, ge=0)
    match: str = ""
    seconds: float = Field(default=0.5, ge=0)

    def fault(self) -> Fault:
        """The same as the wire wants it."""
        return Fault(self.kind, self.request, self.match, self.seconds, self.after)

    @model_validator(mode="after")
    def _scheduled(self) -> "FaultEntry":
        if (self.request == 0) == (self.after is None):
            raise ValueError("give either `request`, counted from 1, or `after`, in seconds of world time")
        return self


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Inlets = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Simulation(_Strict):
    """What a simulated bench simulates.

    Attributes:
        unit: Kind of the unit under test.
        temperature: Mean room temperature in °C.
        humidity: Mean relative humidity in %RH.
        temperature_steps: Later means: seconds since the start, and °C from then on.
        full_scale: Full scale of a simulated pressure controller, in kPa.
        time_constant: Of the simulated pressure line behind it, in s: longer for a larger volume.
        names: Identity of simulated devices: maker, model, serial number, firmware.
        samples: Store room; a serial number that is not listed belongs to an honest sample.
        faults: Faults on the wires.
        devices: Further simulated instruments, alone unless `wires` names them: name to the driver that drives it.
        serve: Further transports of an instrument by its name, besides its own line.
        wires: Output to input, or to several; what is not named is not connected. Empty: everything as it should be.
    """

    unit: Literal["scale", "gauge", "multimeter"]
    temperature: float = 20.5
    humidity: float = Field(default=45.0, ge=0, le=100)
    temperature_steps: tuple[tuple[float, float], ...] = ()
    full_scale: float = Field(default=2100.0, gt=0)
    time_constant: float = Field(default=1.5, gt=0)
    names: dict[str, tuple[str, str, str, str]] = {}
    samples: tuple[SampleEntry, ...] = ()
    faults: tuple[FaultEntry, ...] = ()
    devices: dict[str, str] = {}
    serve: dict[str, tuple[str, ...]] = {}
    wires: dict[str, Inlets] = {}


class Positions(_Strict):
    """Places for several units under test at once.

    Attributes:
        count: How many there are, named 1, 2, 3 …
        roles: Roles that every position has for itself; the others are shared. `{position}` in the address of such a
            role stands for the name of the position.
    """

    count: int = Field(ge=2, le=99)
    roles: tuple[str, ...] = Field(min_length=1)


class BenchFile(_Strict):
    """A bench.

    Attributes:
        name: Short name.
        zh: Chinese name.
        en: English name.
        roles: Role name to its driver.
        standards: Role name to the standards in the register that stand for it.
        positions: Places for several units under test, absent on a bench for one.
        simulation: Present on a simulated bench and only there.
        plugins: Folders with drivers of the laboratory that the bench file belongs to.
    """

    name: str = Field(min_length=1)
    zh: str = ""
    en: str = ""
    roles: dict[str, Role] = Field(min_length=1)
    standards: dict[str, tuple[str, ...]] = {}
    positions: Positions | None = None
    simulation: Simulation | None = None
    plugins: tuple[Path, ...] = ()

    @property
    def own_roles(self) -> tuple[str, ...]:
        """Roles that every position has for itself; none on a bench for one unit."""
        return self.positions.roles if self.positions is not None else ()

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
        reasons += [f"positions.roles: no role {name!r}" for name in self.own_roles if name not in self.roles]
        simulated = [name for name, role in self.roles.items() if role.simulated]
        if simulated and self.simulation is None:
            reasons.append(f"simulation: missing, though {', '.join(simulated)} are simulated")
        if self.simulation is not None and not simulated:
            reasons.append("simulation: present, though no role is simulated")
        if reasons:
            raise ValueError("; ".join(reasons))
        return self


def load_bench(path: Path) -> BenchFile:
    """Read and check a bench file.

    Raises:
        BenchFileError: The file cannot be read, is no TOML, or has wrong fields; all of them are named.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BenchFileError([f"{path}: cannot be read: {error}"]) from error
    head = content.pop("bench", {})
    if not isinstance(head, dict):
        raise BenchFileError([f"{path}: bench: must be a table with name, zh, en"])
    try:
        return BenchFile.model_validate({**head, **content, "plugins": folders_of(path)})
    except BadPlugins as error:
        raise BenchFileError([str(error)]) from error
    except ValidationError as error:
        raise BenchFileError([f"{path}: {_field(entry['loc'])}: {entry['msg']}" for entry in error.errors()]) from error


def _field(location: tuple[int | str, ...]) -> str:
    path = ".".join(str(part) for part in location)
    return f"bench.{path}" if path in ("name", "zh", "en") else path or "bench"
