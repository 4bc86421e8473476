"""What verifications of opacimeters have in common: the nameplate, the law of Beer and Lambert, smoke."""

from decimal import Context, Decimal
from functools import partial
from typing import Annotated, TypeVar

from pydantic import Field

from drivers.roles import MultiDisplay, SmokeSource
from metrology.exact import divide
from procedures.kit import KitProcedure, Nameplate, Quantity, Value, function, quantity

PERCENT, PER_METRE = "%", "1/m"
_LOGARITHM = Context(prec=28)


class Opacimeter(Nameplate):
    """An opacimeter for vehicles with compression ignition engines."""

    length: Annotated[Quantity, quantity("mm", above=0)] = Field(
        title="有效光路长度 | Effective length of the light path"
    )
    k_step: Annotated[Quantity, quantity("1/m", above=0)] = Field(title="k 显示分辨力 | Resolution of k")


O = TypeVar("O", bound=Opacimeter)  # noqa: E741  the subject


class Opacimeters(KitProcedure[O]):
    """Verification against a reference opacimeter in smoke."""

    under_test, unit = "opacimeter", PER_METRE
    opacimeter: MultiDisplay
    smoke: SmokeSource

    def prepare(self) -> None:
        """Resolution of k."""
        self.step = self.subject.k_step.to(PER_METRE).value

    def absorption(self, opacity: Value, name: str = "k0") -> Value:
        """The absorption coefficient of an opacity in %, by the light path of the opacimeter."""
        length = self.subject.length.to("m").value
        return function("k", partial(absorption, length=length), opacity).named(name)

    def puffs(self, kind: str, expect: Decimal, number: int) -> list[tuple[Value, Value]]:
        """Measurements of one kind of smoke: k of the reference opacimeter, and k that is shown."""
        found = []
        for n in range(1, number + 1):
            self.smoke.emit(kind)
            ref = self.read("ref", self.smoke.absorption, expect=expect, unit=PER_METRE, number=n, bounded=False)
            query = (self.opacimeter.indication_of, "k")
            found.append((ref, self.read("x", query, expect=ref.number, unit=PER_METRE, number=n)))
        return found


def absorption(opacity: Decimal, *, length: Decimal) -> Decimal:
    """The law of Beer and Lambert: −ln(1 − N) / L in 1/m, of an opacity in % and a length in m.

    Raises:
        ValueError: No light comes through.
    """
    if opacity >= 100:
        raise ValueError("no absorption coefficient where no light comes through")
    return divide(-_LOGARITHM.ln(1 - opacity / 100), length)
