"""How the content of a package is found: weighed with its packaging, by volume, drained on a sieve, measured or counted."""

from decimal import Decimal
from fractions import Fraction
from functools import partial
from statistics import median

from drivers.roles import Balance, PackageHandler
from metrology.decision import Outcome
from metrology.exact import multiply, plain, trimmed
from metrology.rounding import round_significant
from metrology.sampling import sample_variance
from metrology.statistics.exact_sums import decimal_root
from procedures.kit import Kept, Value, item, mean
from procedures.packages.plan import Planned
from procedures.run import Doubt, Problem
from procedures.text import Text

UNLIKE = 5
"""A mass that differs from the median of those before it by this many times what one package may be short is doubted."""
SLIGHT = {"gross": Decimal("0.1"), "net": Decimal("0.1"), "drained": Decimal("0.1"), "tare": Decimal("0.001")}
"""A mass below this part of the nominal quantity is doubted: kilograms written for grams, or a tared balance."""
SHARE_OF_PACKAGING = Decimal("0.01")
"""Packaging of an ideal package, as part of the nominal quantity; none weighs nothing."""
MEAN_TARE = Text("皮重按平均值计", "the mean mass of the packaging is subtracted")
EACH_TARE = Text("逐件测量皮重", "the packaging of every package is weighed")


class Contents(Planned):
    """The readings of an inspection of net content."""

    under_test = "packages"
    packages: PackageHandler
    balance: Balance

    @item("product_density/g/mL")
    def density(self) -> None:
        """Mean density of the product at its reference temperature."""
        self.condition("reference")
        found, determinations = Kept(), range(1, int(self.facts.number("densities")) + 1)
        for n in determinations:
            with self.at(str(n), words=f"第 {n} 次 | determination {n}"):
                found[n] = self.read("product_density", self.packages.density, unit="g/mL", expect=1)
                self.report(final=False, product_density=found[n])
        self.kept["density", 0] = mean([found[n] for n in determinations]).named("product_density")

    @item("gross?/g tare?/g net?/g sieve?/g drained?/g tare_mean?/g tare_s?/g MPE?/g")
    def weighing(self) -> None:
        """Every package of the sample, then the packaging of some of them, or of all."""
        self.packages.take_off()
        self.balance.zero()
        numbers = range(1, self.sample + 1)
        if self.subject.content == "drained":
            for n in numbers:
                self._drain(n)
            return
        if self.subject.found_by == "net":
            for n in numbers:
                with self.at(str(n), **self.package(n)):
                    self._weigh(n, "net", "net")
                    self.report(final=False, net=self.kept["net", n])
            return
        for n in numbers:
            with self.at(str(n), **self.package(n)):
                self._weigh(n, "gross", "full")
        first, even = self._packaging(numbers)
        for n in numbers:
            if ("gross", n) in self.kept:
                with self.at(str(n), **self.package(n)):
                    shown = [key for key in ("gross", "tare") if (key, n) in self.kept]
                    self.report(final=False, **{key: self.kept[key, n] for key in shown})
        with self.at("packaging", words="皮重 | packaging"):
            self._taken_off(first, even=even)

    def content_of(self, number: int) -> Value:
        """Content of a package in the unit of judgement.

        Raises:
            NotMeasured: A reading for it is missing.
        """
        if not self.subject.on_balance:
            return self.read("content", (self.packages.content, str(number)), expect=self.qn.number)
        if self.subject.content == "drained":
            return self.kept["drained", number] - self.kept["sieve", number]
        mass = self.kept["net", number] if self.subject.found_by == "net" else self._without_packaging(number)
        return mass / self.kept["density", 0] if self.subject.content == "volume" else mass

    def tare_samples(self) -> int:
        """How many empty packagings are weighed first."""
        return min(int(self.facts.number(f"tares_{self.subject.place}")), self.sample)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _without_packaging(self, number: int) -> Value:
        tare = self.kept["tare_mean", 0] if ("tare_mean", 0) in self.kept else self.kept["tare", number]
        return self.kept["gross", number] - tare

    def _packaging(self, numbers: range) -> tuple[list[Value], bool]:
        """The packaging of some; where it is too heavy and too uneven for a mean, of all."""
        first = numbers if self.subject.destructive else numbers[: self.tare_samples()]
        self._rest(first)
        weighed = [self.kept["tare", n] for n in first if ("tare", n) in self.kept]
        even = not self.subject.destructive and len(weighed) == len(first) and self._negligible(weighed)
        self.run.only_if(not even and len(first) < len(numbers), partial(self._rest, numbers[len(first) :]))
        return weighed, even

    def _taken_off(self, first: list[Value], *, even: bool) -> None:
        """State how the packaging is taken off: its mean, or that of every package."""
        if self.subject.destructive or not first:
            self.conclude(Outcome.CONFORM, reason=EACH_TARE)
            return
        tare, spread = mean(first).named("tare_mean"), decimal_root(sample_variance([t.number for t in first]))
        if even:
            self.kept["tare_mean", 0] = tare
        light, limit = (plain(trimmed(x)) for x in self._limits())
        reason, permitted = MEAN_TARE if even else EACH_TARE, f"≤ {light}; s ≤ {limit}"
        self.conclude(
            Outcome.CONFORM,
            reason=reason,
            permitted=permitted,
            tare_mean=tare,
            tare_s=Value.constant(round_significant(spread, 3)),
        )

    def _negligible(self, tares: list[Value]) -> bool:
        """Whether the scatter of the packaging may be neglected: it is light, or even enough."""
        light, spread = self._limits()
        numbers = [t.number for t in tares]
        if mean(tares).number <= light:
            return True
        return len(numbers) > 1 and sample_variance(numbers) <= Fraction(spread) ** 2

    def _limits(self) -> tuple[Decimal, Decimal]:
        """Up to which mean, and up to which standard deviation in g, the scatter of the packaging may be neglected."""
        per = self.kept["density", 0].number if self.subject.by_volume else Decimal(1)
        share, part = self.facts.number("tare_share"), self.facts.number("tare_spread")
        return multiply(share * self.qn.number, per), multiply(part * self.T, per)

    def _rest(self, numbers: range) -> None:
        for n in numbers:
            with self.at(str(n), **self.package(n)):
                self._weigh(n, "tare", "empty")

    def _drain(self, number: int) -> None:
        with self.at(str(number), **self.package(number)):
            self._weigh(number, "sieve", "sieve")
            self._weigh(number, "drained", "drained")
            self.report(final=False, sieve=self.kept["sieve", number], drained=self.kept["drained", number])

    def _weigh(self, number: int, key: str, state: str) -> None:
        """Weigh a package, or a part of it; after an interruption this goes on where it was."""
        self.run.checkpoint()
        self.packages.put(str(number), state)
        packaging = multiply(SHARE_OF_PACKAGING, self.qn.number)
        ideals = {"tare": packaging, "sieve": Decimal(0), "gross": self.qn.number + packaging}
        ideal = ideals.get(key, self.qn.number)
        before = [self.kept[key, n].number for n in range(1, number) if (key, n) in self.kept]
        doubt = partial(self._doubt, key=key, before=before)
        self.kept[key, number] = self.read(key, self.balance.mass, unit="g", expect=ideal, bounded=False, check=doubt)

    def _doubt(self, shown: Decimal, key: str, before: list[Decimal]) -> Problem | None:
        """A mass that no package has, or that is far from those of the other packages, is more often a slip."""
        nominal = self.qn.number
        if key == "tare" and not shown:
            zh = "包装质量为 0 g；无包装时净含量测定方式应为净重（found_by = net），请确认"
            en = "packaging of 0 g; a product without packaging is found by its net mass (found_by = net); please confirm"
            return Doubt("no_packaging", zh, en, "confirm")
        if key in SLIGHT and shown < multiply(SLIGHT[key], nominal):
            zh = f"与标注净含量 {plain(nominal)} {self.unit} 相比过小，请确认数值及单位（g）：{plain(shown)} g"
            en = f"small for a nominal quantity of {plain(nominal)} {self.unit}; please confirm value and unit (g): {plain(shown)} g"
            return Doubt("package_slight", zh, en, "confirm")
        return self._unlike(shown, before)

    def _unlike(self, shown: Decimal, before: list[Decimal]) -> Problem | None:
        """A mass that is far from those of the other packages is more often a slip."""
        if not before or abs(shown - median(before)) <= UNLIKE * self.T_most:
            return None
        text = f"{plain(shown)} g, {plain(median(before))} g"
        zh, en = f"与其他各件相差过大，请确认：{text}", f"far from the other packages; please confirm: {text}"
        return Doubt("package_unlike", zh, en, "confirm")
