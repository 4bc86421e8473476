"""What verifications of weights have in common: a set, or one weight, compared with reference weights on a comparator.

Every edition shares the tables of OIML R 111-1 (``weights.toml``): ``mpe`` in mg by nominal value and class, ``cycles`` the least
number of weighing cycles, ``polarisation`` the limits of magnetism, ``densities`` of usual materials. The standard of
the role ``references`` states a conventional mass for each nominal value, and may state its density as an interval in
kg/m³; that of the role ``comparator`` states U of a difference found in one cycle, its display included.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from drivers.roles import Balance, Magnetometer, WeightHandler
from metrology.decision import R111_WEIGHTS, Outcome
from metrology.density import CIPM_2007_RELATIVE_UNCERTAINTY
from metrology.exact import plain, trimmed
from metrology.rounding import round_significant, round_to_interval, round_to_uncertainty
from procedures.kit import Kept, Quantity, Requirements, Value, at_most, function, item, mean, within
from procedures.kit.query import expanded as certified
from procedures.mass.air import InAir
from procedures.mass.comparison import Density, buoyancy_factor, expanded, u_buoyancy, u_weighing
from procedures.mass.weight_set import OneWeight, WeightSet
from procedures.run import Doubt, Problem
from procedures.standards import measuring
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

MILLI, K, AIR_SHOWN = Decimal(1000), Decimal(2), Decimal("0.0001")
NO_COMPARATOR = Text(
    "质量比较仪无证书，无法评定不确定度", "the comparator has no certificate: no uncertainty can be stated"
)

TOO_UNCERTAIN = Text(
    "扩展不确定度大于最大允许误差的三分之一", "the expanded uncertainty is more than a third of the MPE"
)


class Weights(InAir[WeightSet]):
    """Verification of weights by comparison in air."""

    subject_model, unit = WeightSet, "mg"
    comparator: Balance
    references: WeightHandler
    magnetometer: Magnetometer

    def prepare(self) -> None:
        """Weights with a limit in mg, figures of the class."""
        s, number = self.subject, self.facts.number
        table = self.facts.table("mpe")
        at = table.columns.index(s.accuracy_class)
        by_mass = {Quantity.parse(key).to("g").value: table.texts(key)[at] for key in table.rows}
        self.limits = {w: Decimal(found) for w in s.weights if (found := by_mass.get(w.grams, ""))}
        self.cycles = range(1, int(self.facts.table("cycles").row(s.accuracy_class)[s.method]) + 1)
        self.air0, self.rho0 = number("reference_air"), number("reference_density")

    def requirements(self) -> Requirements:
        """Nominal values of the class; densities for which the density of air may vary."""
        number = self.facts.number
        change = number("air_change") * self.air0
        for w in self.subject.weights:
            known = w in self.limits
            yield self.require("nominal", str(w), self.subject.accuracy_class, known, "mpe")
            if known:
                effect = MILLI * w.grams * abs(buoyancy_factor(change, self.density(w).value, self.rho0, Decimal(0)))
                most, shown = number("density_share") * self.limits[w], plain(trimmed(round_significant(effect, 3)))
                yield self.require("density", f"{w}: {shown}", f"≤ {plain(most)}", effect <= most, "density")

    def density(self, w: OneWeight) -> Density:
        """That of the weight as stated, else of its material."""
        usual = self.facts.table("densities").row(self.subject.material)
        if w.density is None:
            return Density(usual["density"], usual["U"] / K)
        U = w.density_uncertainty.to("kg/m³").value if w.density_uncertainty else usual["U"]
        return Density(w.density.to("kg/m³").value, U / K)

    def reference_density(self) -> Density:
        """The middle of the interval that the certificate of the references states, else that of stainless steel."""
        stated = [s for s in self.run.standards("references") if s.unit == "kg/m³"]
        if not stated:
            usual = self.facts.table("densities").row("stainless_steel")
            return Density(usual["density"], usual["U"] / K)
        middle = (stated[0].lower + stated[0].upper) / 2
        return Density(middle, stated[0].expanded_uncertainty(middle) / K)

    @item("M/µT MPE/µT")
    def magnetism(self) -> None:
        """The polarisation of each weight is within the limit of its class."""
        most = at_most(self.facts.table("polarisation").numbers(self.subject.accuracy_class)[0])
        for w in self.limits:
            with self.at(w.nominal, *filter(None, [w.mark]), words=str(w)):
                M = self.read("M", (self.magnetometer.polarisation, str(w)), expect=0, bounded=False)
                self.compare(most, M=M)

    @item("rho_a?/kg/m³ dI?/mg mr?/g mc?/g dm?/mg U_k2?/mg MPE/mg")
    def mass(self) -> None:
        """Conventional mass within the MPE less the uncertainty, which is at most a third of the MPE."""
        for w, mpe in self.limits.items():
            with self.at(w.nominal, *filter(None, [w.mark]), words=str(w)):
                air, found = self.air(), Kept()
                for n in self.cycles:
                    with self.at(str(n), words=f"循环 {n} | cycle {n}"):
                        found[n] = self.run.together("cycle", partial(self.cycle, w, mpe))
                        self.report(final=False, dI=found[n])
                self.judge(w, mpe, air, [found[n] for n in self.cycles])

    def judge(self, w: OneWeight, mpe: Decimal, air: Value, differences: list[Value]) -> None:
        """The mean difference, corrected for buoyancy, on the conventional mass of the reference."""
        test, reference = self.density(w), self.reference_density()
        dI = mean(differences) if len(differences) > 1 else differences[0]
        C = function("C", lambda rho: buoyancy_factor(rho, test.value, reference.value, self.air0), air).named("C")
        mr = self.nominal("mr", "references", w.grams, unit="g")
        dm = replace((mr * (1 + C) - Value.constant(w.grams, "m_nom")) * MILLI + dI, columns={})
        U = self.expanded(w, air, test, reference, differences)
        if self._dry_run is not None:
            self.decide(w, mpe, air, dI, mr, dm, mpe)  # limits do not depend on the standards in use
        elif U is None:
            self.conclude(Outcome.INVALID, reason=NO_COMPARATOR, dm=dm)
        elif U * self.facts.number("uncertainty_ratio") > mpe:
            self.conclude(Outcome.INVALID, reason=TOO_UNCERTAIN, dm=dm, U_k2=Value.constant(U))
        else:
            self.decide(w, mpe, air, dI, mr, dm, U)

    def decide(self, w: OneWeight, mpe: Decimal, air: Value, dI: Value, mr: Value, dm: Value, U: Decimal) -> None:
        """Guarded acceptance; masses are shown to the last place of U."""
        mass = {"mr": mr.number, "mc": w.grams + dm.number / MILLI}
        shown = {symbol: round_to_uncertainty(m, U / MILLI) for symbol, m in mass.items()}
        shown |= {
            "rho_a": round_to_interval(air.number, AIR_SHOWN),
            "dI": round_to_uncertainty(dI.number, U),
            "U_k2": U,
        }
        also, source = [Value.constant(n, symbol) for symbol, n in shown.items()], self.facts.source("acceptance")
        self.compare(within(mpe), uncertainty=U, rule=R111_WEIGHTS, source=source, chosen=True, also=also, dm=dm)

    def expanded(
        self, w: OneWeight, air: Value, test: Density, reference: Density, found: list[Value]
    ) -> Decimal | None:
        """U (k = 2) in mg: reference, comparator, buoyancy; None where the comparator has no certificate."""
        comparators, masses = (measuring(self.run.standards(role), "g") for role in ("comparator", "references"))
        if not comparators:
            return None
        U_c, U_r = (
            MILLI * max((certified(s, w.grams, "g") for s in standards), default=Decimal(0))
            for standards in (comparators, masses)
        )
        by_air = u_buoyancy(MILLI * w.grams, Density(air.number, self.u_air(air)), test, reference, self.air0)
        return expanded(U_r / K, u_weighing([d.number for d in found], U_c), by_air)

    def u_air(self, air: Value) -> Decimal:
        """Standard uncertainty of the density of air; that of an unknown density where a reading has no certificate."""
        squares = [(CIPM_2007_RELATIVE_UNCERTAINTY * air.number) ** 2]
        for o in air.origins:
            standards = measuring(self.run.standards(o.role), o.unit)
            if not standards:
                return self.facts.number("air_change") * self.air0
            squares.append((o.sensitivity * max(certified(s, o.at, o.unit) for s in standards) / K) ** 2)
        return sum(squares, Decimal(0)).sqrt()

    def cycle(self, w: OneWeight, mpe: Decimal) -> Value:
        """The difference by reference, weight, weight, reference, or with the weight once: a steady drift falls out."""
        shown = {"IA1": self.weighed("IA1", w, w.grams)}
        for symbol in ("IB1", "IB2")[: self.subject.method.count("B")]:
            shown[symbol] = self.weighed(symbol, w, shown["IA1"].number)
        shown["IA2"] = self.weighed("IA2", w, shown["IA1"].number, lambda x: self.unsteady(x, shown, mpe))
        test = (shown["IB1"] + shown["IB2"]) / 2 if "IB2" in shown else shown["IB1"]
        return ((test - (shown["IA1"] + shown["IA2"]) / 2) * MILLI).named("dI")

    def weighed(
        self, symbol: str, w: OneWeight, expect: Decimal, check: Callable[[Decimal], Problem | None] | None = None
    ) -> Value:
        """Put the reference (A) or the weight under test (B) on, and read the comparator."""
        if symbol.startswith("IA"):
            self.references.place_reference(w.grams, "g")
        else:
            self.references.place_test(str(w))
        return self.read(symbol, self.comparator.mass, unit="g", expect=expect, bounded=symbol != "IA1", check=check)

    def unsteady(self, last: Decimal, shown: dict[str, Value], mpe: Decimal) -> Problem | None:
        """A comparator that drifts, or drifts unevenly, has measured nothing; the cycle is made again."""
        drift = last - shown["IA1"].number
        bend = shown["IB2"].number - shown["IB1"].number - drift / 3 if "IB2" in shown else Decimal(0)
        change = MILLI * max(abs(drift), abs(bend))
        if self.facts.number("steady_ratio") * change <= mpe:
            return None
        found, limit = plain(round_significant(change, 3)), plain(mpe)
        zh = f"循环内比较仪示值漂移 {found} mg，最大允许误差 {limit} mg"
        en = f"the comparator drifted by {found} mg within the cycle, MPE {limit} mg"
        return Doubt("comparator_unsteady", zh, en)
