"""INV 539-2026 电子计价秤防作弊检测 (investigation of price-computing scales)."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from drivers.roles import LoadHandler, PriceDisplay, ScaleKeypad, WeighingInstrument
from metrology.detection import ModeDifference, mode_difference
from metrology.exact import divide, plain
from procedures.findings import Finding
from procedures.investigations.base import Investigation, rows_of_evidence, words_of
from procedures.investigations.comparison import in_turns
from procedures.investigations.evidence import BLANK, Evidence
from procedures.kit import Facts, Nameplate, Quantity, quantity
from procedures.kit.recording import same
from procedures.subject import Marked  # noqa: TC001  pydantic needs it
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

CENTRE, ZERO, HUNDRED = "centre", Decimal(0), Decimal(100)
SWITCHED: Final = [False, True, False]
"""After a power-up the difference is gone, after the keys it is back, after a power-up it is gone again."""
_NAMED: Final = 6
LEAD, NO = Text("铅", "lead"), Text("否", "no")
ANSWERS: Final = (LEAD, Text("塑料", "plastic"), NO, Text("是", "yes"))
Mass = Annotated[Quantity, quantity("kg", above=0)]
STATES: Final = {
    "single": Text("单键", "single keys"),
    "pairs": Text("两键序列（含连按两次）", "sequences of two keys, the same key twice included"),
    "longer": Text("三键及以上的序列（口令）", "sequences of three keys and more (passwords)"),
    "rf": Text("射频遥控", "radio frequency"),
    "price": Text("单价", "unit price"),
    "temperature": Text("温度", "temperature"),
    "touch": Text("称盘、地线或磁铁的动作", "touching the pan, the earth wire, a magnet"),
}
"""Everything that is known to have switched a function of a scale on."""


class InvestigatedScalePlate(Nameplate):
    """A scale, what its type approval says, and which keys it has."""

    max: Mass = Field(title="最大秤量 | Maximum capacity Max")
    e: Mass = Field(title="检定分度值 | Verification scale interval e")
    approval_mark: Marked = Field(title="型式批准标志及编号 | Type-approval mark and number")
    statement: Marked = Field("本秤不具备欺骗性使用的特征", title="铭牌声明 | Statement on the nameplate")
    software: Marked = Field("", title="型式批准的软件标识 | Software identification of the type approval")
    keys: tuple[Marked, ...] = Field(min_length=1, max_length=40, title="按键 | Keys")
    pairs: bool = Field(True, title="查两键序列 | Sequences of two keys")
    currency: str = Field("CNY", pattern="^(CNY|EUR)$", title="币种 | Currency")


class InvestigationOfScales(Investigation[InvestigatedScalePlate]):
    """Looks for functions of a scale that change the weight it shows."""

    facts = Facts.beside(__file__)
    subject_model, under_test = InvestigatedScalePlate, "scale"
    states = STATES
    scale: WeighingInstrument
    loads: LoadHandler
    price: PriceDisplay
    keypad: ScaleKeypad

    def prepare(self) -> None:
        """The interval in kg, and what the scale shows without any key."""
        self.e = self.subject.e.to("kg").value
        self.tried = self.facts.table("loads").numbers("tried")
        self.base: dict[Decimal, Decimal] = {}

    @rows_of_evidence
    def safety(self) -> None:
        """In this order, before any weight: mark, statement, lead seal, e, and that no key opens the calibration."""
        plate = self.subject
        for name, expect in (
            ("approval_mark", plate.approval_mark),
            ("statement", plate.statement),
            ("seal_material", LEAD),
            ("e", str(plate.e)),
            ("calibration_opens", NO),
        ):
            self.written(name, expect, ANSWERS)

    @rows_of_evidence
    def software(self) -> None:
        """The software that the scale states is the one of its type approval."""
        with self.at("version"):
            found = self.text("version", self.scale.software, expect=self.subject.software, required=False)
            differs = found is None or not same(found, self.subject.software)
            self.found(self.happened(differs, found or "—", "software"))

    @rows_of_evidence
    def keypresses(self) -> None:
        """The same loads after each key and each sequence of two; what differs is tried again after a power-up."""
        self.keypad.power_cycle()
        with self.at("without"):
            self.base = self.run.together("loads", self.weighed)
        keys = self.subject.keys
        self.sweep("single", [(key,) for key in keys])
        if self.subject.pairs:
            self.sweep("pairs", list(product(keys, repeat=2)))
        n = len(keys)
        with self.at("longer", words=words_of(STATES["longer"])):
            seen = Text(f"未查；仅三键即有 {n**3} 种", f"not searched; of three keys alone there are {n**3}")
            self.found(Evidence(Finding.NONE, 0, seen, reason=self.facts.text("longer")))

    @rows_of_evidence
    def radio(self) -> None:
        """A load weighed with the radio source on and off in turns; where that differs, all of it once more."""
        tests = [self.compared(*self.in_turns(range(1, int(self.facts.number("turns")) + 1), 0))]
        again = self.run.only_if(tests[0].flagged, self.once_more)
        tests += [self.compared(*again)] if again else []
        guard = float(self.e)
        with self.at("rf", words=words_of(STATES["rf"])):
            evidence = self.compared_rounds(tests, _shown, guard / 12**0.5, 2 * guard, f"{2000 * guard:g}{BLANK}g")
            self.found(evidence, state="rf")

    @rows_of_evidence
    def prices(self) -> None:
        """The price to pay is the unit price times the weight shown, at several unit prices."""
        load = self.tried[-1]
        wrong = list[str]()
        prices = self.facts.table("unit_prices").numbers("tried")
        self.loads.place(load, "kg", CENTRE)
        shown = self.read("I", self.scale.indication, expect=load, unit="kg", bounded=False).number
        for U in prices:
            with self.at(f"{plain(U)}_per_kg", words=f"单价 {plain(U)} | unit price {plain(U)}"):
                ideal = (shown * U).quantize(Decimal("0.01"))
                query = (self.price.price, U)
                paid = self.read("price", query, expect=ideal, unit=self.subject.currency, bounded=False).number
                if abs(paid - shown * U) > self.facts.number("price_step"):
                    wrong.append(f"{plain(U)}: {paid}")
        self.loads.place(ZERO, "kg", CENTRE)
        with self.at("identity"):
            seen = ", ".join(wrong) or f"{len(prices)} / {len(prices)}"
            self.found(self.happened(bool(wrong), seen, "identity", len(prices)), state="price")

    @rows_of_evidence
    def indication(self) -> None:
        """The error without any key against the limit of a verification: the scale may simply be worn or adjusted."""
        for load in self.tried:
            with self.at(Quantity(load, "kg")):
                I = self.base[load]  # noqa: E741  the symbol of R 76
                limit = self.limit(load)
                # the display rounds: half an interval more is no error of the scale
                beyond = abs(I - load) > limit + self.e / 2
                seen = f"E = {1000 * (I - load):+.0f}{BLANK}g".replace("-", "−")
                self.found(self.happened(beyond, seen, "beyond", error=divide((I - load) * HUNDRED, load)))

    def limit(self, load: Decimal) -> Decimal:
        """The limit of a load in kg, from that in intervals."""
        steps = divide(load, self.e)
        rows = self.facts.table("mpe").numbers
        return self.e * next(rows(key)[0] for key in ("500", "2000", "10000") if steps <= int(key))

    # --- measurements ------------------------------------------------------------------------------------------------

    def weighed(self) -> dict[Decimal, Decimal]:
        """What the scale shows of each load; the pan is empty before and after."""
        found = {}
        for load in self.tried:
            with self.at(Quantity(load, "kg")):
                self.loads.place(load, "kg", CENTRE)
                found[load] = self.read("I", self.scale.indication, expect=load, unit="kg", bounded=False).number
        self.loads.place(ZERO, "kg", CENTRE)
        return found

    def sweep(self, kind: str, sequences: Sequence[tuple[str, ...]]) -> None:
        """Press each sequence on an empty pan, then weigh; conclude on all of them together and on each that differs."""
        differing = list[str]()
        reproduced, weighings = 0, len(self.base) if kind == "single" else 0  # those without any key count once
        for n, keys in enumerate(sequences, 1):
            name = " ".join(keys)
            with self.at(kind), self.at(f"k{n}", words=f"按键 {name} | keys {name}"):
                self.keypad.press(name)
                shown = self.run.together("loads", self.weighed)
                weighings += len(shown)
                if self.differs(shown):
                    differing.append(name)
                confirm = self.differs(shown) and len(differing) <= self.facts.number("again")
                again = self.run.only_if(confirm, partial(self.again, name)) or []
                weighings += len(again) * len(self.tried)
                reproduced += again == SWITCHED
        with self.at(kind, words=words_of(STATES[kind])):
            finding = Finding.REPRODUCED if reproduced else Finding.OPEN if differing else Finding.NONE
            said = "、".join(differing[:_NAMED]), ", ".join(differing[:_NAMED])
            seen = (
                Text(f"{len(sequences)} 种中 {len(differing)} 种：{said[0]}",
                     f"{len(differing)} of {len(sequences)}: {said[1]}")
                if differing
                else Text(f"{len(sequences)} 种均无变化", f"none of {len(sequences)}")
            )  # fmt: skip
            reason = self.facts.text("reproduced" if reproduced else "remains") if differing else NO_TEXT
            self.found(Evidence(finding, weighings, seen, reason=reason), state=kind)

    def differs(self, shown: dict[Decimal, Decimal]) -> bool:
        """Whether any load reads an interval more or less than without the keys."""
        return any(abs(shown[load] - self.base[load]) >= self.e for load in self.tried)

    def again(self, name: str) -> list[bool]:
        """Whether the weights differ after a power-up, after the keys, and after another power-up."""
        states = list[bool]()
        for key in ("off", "on", "end"):
            with self.at(key):
                if key == "on":
                    self.keypad.press(name)
                else:
                    self.keypad.power_cycle()
                states.append(self.differs(self.run.together("loads", self.weighed)))
        return states

    def in_turns(self, numbers: range, first: int) -> tuple[list[Decimal], list[Decimal]]:
        """A load with the radio source on and off: a, b, b, a, and so on."""
        load = self.tried[-1]
        found: dict[int, list[Decimal]] = {0: [], 1: []}
        for n, value in in_turns(numbers, first):
            with self.at("on" if value else "off"), self.at(str(n), words=f"第 {n} 次 | weighing {n}"):
                self.keypad.switch("rf", str(value))
                self.loads.place(load, "kg", CENTRE)
                found[value].append(self.read("I", self.scale.indication, expect=load, unit="kg", bounded=False).number)
                self.loads.place(ZERO, "kg", CENTRE)
        self.keypad.switch("rf", "0")
        return found[0], found[1]

    def once_more(self) -> tuple[list[Decimal], list[Decimal]]:
        """The same in the other order."""
        with self.at("again"):
            return self.in_turns(range(1, int(self.facts.number("turns")) + 1), 1)

    def compared(self, off: list[Decimal], on: list[Decimal]) -> ModeDifference:
        """The weights with the source on and off."""
        return mode_difference(on, off, self.e, float(self.facts.number("significance")), step=self.e)


def _shown(difference: float) -> str:
    return f"{1000 * difference:+.1f}{BLANK}g".replace("-", "−")
