"""The `[simulation]` table of a bench file; read only where a bench has one."""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from drivers.bench_tables import Strict, Text
from drivers.simulation.faults import Fault, Kind


class SampleEntry(Strict):
    """A unit in the simulated store room."""

    serial: Text
    defect: str = ""
    size: float | None = None


class FaultEntry(Strict):
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


class Simulation(Strict):
    """What a simulated bench simulates.

    Attributes:
        unit: Kind of the unit under test in the catalogue: a unit, or the name of a driver for its instrument. Empty
            where `under_test` is one of `devices`.
        temperature: Mean room temperature in °C.
        humidity: Mean relative humidity in %RH.
        temperature_steps: Later means: seconds since the start, and °C from then on.
        full_scale: Full scale of a simulated pressure controller, in kPa.
        time_constant: Of the simulated pressure line behind it, in s: longer for a larger volume.
        serials: Serial number of the unit that really stands on the bench, or of those at its positions in order, where
            it is not the subject's: to see a start gate refuse.
        names: Identity of simulated devices: maker, model, serial number, firmware.
        samples: Store room; a serial number that is not listed belongs to an honest sample.
        faults: Faults on the wires.
        under_test: What the unit under test is called on the bench, if not as its kind says. One of `devices`: this one
            bears the subject's serial number and has the errors of that sample.
        devices: Further simulated instruments and units, alone unless `wires` names them: name to its entry of the
            catalogue, which is the name of its driver or of the unit.
        serve: Further transports of an instrument by its name, besides its own line.
        wires: Output to input, or to several; what is not named is not connected. Empty: everything as it should be.
    """

    unit: str = ""
    temperature: float = 20.5
    humidity: float = Field(default=45.0, ge=0, le=100)
    temperature_steps: tuple[tuple[float, float], ...] = ()
    full_scale: float = Field(default=2100.0, gt=0)
    time_constant: float = Field(default=1.5, gt=0)
    serials: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    names: dict[str, tuple[str, str, str, str]] = Field(default_factory=dict)
    samples: tuple[SampleEntry, ...] = ()
    faults: tuple[FaultEntry, ...] = ()
    under_test: str = ""
    devices: dict[str, str] = Field(default_factory=dict)
    serve: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    wires: dict[str, Inlets] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _unit_under_test(self) -> "Simulation":
        if not self.unit and self.under_test not in self.devices:
            raise ValueError("unit: say what is under test, or name one of `devices` in `under_test`")
        return self
