"""Adapters from the words of the reference cases to `procedures.mass.r76` and the kit; no formula here."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from metrology.decision import Decision, Outcome, combine, decide
from metrology.exact import divide
from metrology.limits import OutOfTable
from procedures.kit import Value, spread
from procedures.mass.jjg_539_2016 import facts
from procedures.mass.r76 import (
    classification,
    discrimination,
    eccentricity,
    errors,
    limits,
    specification,
    substitution,
    zero_tare,
)
from procedures.mass.r76.instrument import PartialRange, Scale
from tests.procedures.mass import scales

Inputs = dict[str, Any]
Answer = dict[str, Any]


def number(inputs: Inputs, key: str, default: str = "0") -> Decimal:
    """A number of the case; `default` where the case does not name it."""
    return Decimal(inputs.get(key, default))


def value(inputs: Inputs, key: str, default: str = "0") -> Value:
    return Value.constant(number(inputs, key, default), key)


def factor(inputs: Inputs) -> Decimal:
    return Decimal(2) if "in_service" in (inputs.get("phase"), inputs.get("stage")) else Decimal(1)


def scale(inputs: Inputs) -> Scale:
    """The instrument of a case; Max is at least the load where the case does not name it."""
    only = (inputs.get("Max", inputs.get("L", "1")), e_of(inputs))
    ranges = inputs.get("ranges") or inputs.get("ranges_Max_e") or [only]
    parts = tuple(PartialRange(Decimal(top), Decimal(e), Decimal(inputs.get("d", e))) for top, e in ranges)
    return scales.scale(inputs.get("class", "III"), parts, number(inputs, "Min"), unit=inputs.get("unit", "g"))


def e_of(inputs: Inputs) -> str:
    return str(inputs.get("e", inputs.get("d", "1")))


def mpe(inputs: Inputs) -> Decimal:
    return Decimal(inputs["mpe"]) if "mpe" in inputs else limits.mpe(scale(inputs), number(inputs, "L"), factor(inputs))


def mpe_case(inputs: Inputs) -> Answer:
    try:
        return {"mpe": mpe(inputs)}
    except OutOfTable:
        return {"mpe": None, "verdict": Outcome.INVALID}


def judged(Ec: Value, limit: Decimal) -> Decision:
    return decide(Ec.number, limit)


def weighing_point(inputs: Inputs) -> Answer:
    instrument = scale(inputs)
    half = errors.HALF * errors.interval_above(instrument, number(inputs, "I"))
    P = errors.changeover_point(value(inputs, "I"), value(inputs, "dL"), 2 * half)
    E = P - value(inputs, "L")
    Ec, limit = E - value(inputs, "E0"), mpe(inputs)
    answer = {"P": P.number, "E": E.number, "Ec": Ec.number, "mpe": limit, "half_e": half}
    return answer | {"verdict": judged(Ec, limit).outcome}


def weighing_series_direct(inputs: Inputs) -> Answer:
    rows = [(Decimal(load), Decimal(shown)) for load, shown in inputs["rows_L_I"]]
    instrument = scale({**inputs, "Max": str(max(load for load, _ in rows))})
    found = []
    for load, shown in rows:
        limit = limits.mpe(instrument, load, factor(inputs))
        E = Value.constant(shown, "I") - Value.constant(load, "L")
        found.append([E.number, limit, judged(E, limit).outcome])
    return {"rows_E_mpe_verdict": found, "verdict": combine(row[2] for row in found)}


def eccentricity_case(inputs: Inputs) -> Answer:
    e, limit, Ec = number(inputs, "e"), mpe(inputs), []
    for shown in inputs["positions"]:
        P = errors.changeover_point(value(shown, "I"), value(shown, "dL"), e)
        Ec.append(P - value(inputs, "L") - number(shown, "E0", inputs.get("E0", "0")))
    verdict = combine(judged(each, limit).outcome for each in Ec)
    return {"Ec": [each.number for each in Ec], "mpe": limit, "verdict": verdict}


def eccentricity_load(inputs: Inputs) -> Answer:
    supports = inputs["supports"]
    receptor = {"supports": supports} if isinstance(supports, int) else {"receptor": supports}
    more = {"tare_maximum": number(inputs, "max_additive_tare")} | receptor
    return {"load": eccentricity.nominal_load(scales.single("III", inputs["Max"], 1, minimum=0, **more))[0]}


def repeatability_case(inputs: Inputs) -> Answer:
    found, limit = spread([Value.constant(text, "P") for text in inputs["readings"]]), mpe(inputs)
    return {"spread": found.number, "limit": limit, "verdict": judged(found, limit).outcome}


def discrimination_digital(inputs: Inputs) -> Answer:
    d, before = number(inputs, "d"), number(inputs, "I")
    down, up = discrimination.required_indications(before, d)
    outcome = discrimination.outcome(before, number(inputs, "after_removal"), number(inputs, "after_extra"), d)
    answer = {"required_after_removal": down, "required_final": up, "extra_load": discrimination.extra_load(d)}
    return answer | {"verdict": outcome}


def spec_check(inputs: Inputs) -> Answer:
    top, e, d = Decimal(inputs["Max_g"]), Decimal(inputs["e_g"]), Decimal(inputs.get("d_g") or inputs["e_g"])
    lowest = classification.minimum_limit(inputs["class"], e, d)
    nameplate = scales.single(inputs["class"], top, e, minimum=inputs.get("Min_g", lowest), d=d)
    defects = {r.code for r in specification.check(nameplate) if not r.conforms}
    verdict = Outcome.NOT_CONFORM if defects else Outcome.CONFORM
    return {"n": nameplate.n, "Min_lower_limit_g": lowest, "verdict": verdict, "findings": defects}


def substitution_load(inputs: Inputs) -> Answer:
    if "m" in inputs:
        e = Decimal(1)
        with_weights, substituted = (
            errors.changeover_point(value(inputs, key), value({}, "dL"), e) for key in ("I1", "I2")
        )
        E = with_weights - value(inputs, "m")
        return {"Q": substitution.substitution_load(substituted, E).number}
    P = errors.changeover_point(value(inputs, "I_sub"), value(inputs, "dL"), number(inputs, "e"))
    return {"L_sub": substitution.substitution_load(P, value(inputs, "E")).number}


def substitution_share(inputs: Inputs) -> Answer:
    return {
        "fraction_of_Max": f"1/{substitution.smallest_share_of_weights(number(inputs, 'repeatability_error_in_e'))}"
    }


def setting_accuracy(inputs: Inputs) -> Answer:
    E = errors.changeover_point(value(inputs, "I"), value(inputs, "dL"), number(inputs, "e")) - value(inputs, "L")
    limit = zero_tare.setting_limit(number(inputs, "e"))
    return {"E": E.number, "limit": limit, "verdict": judged(E, limit).outcome}


def reference_weight_limit(inputs: Inputs) -> Answer:
    limit, ratio = mpe(inputs), facts.standards_demands(None)["loads"].ratio
    assert ratio is not None
    return {"limit": divide(limit, ratio), "verdict": decide(ratio * number(inputs, "weight_error"), limit).outcome}


ADAPTERS: dict[str, Callable[[Inputs], Answer]] = {
    "discrimination_digital": discrimination_digital,
    "eccentricity": eccentricity_case,
    "eccentricity_load": eccentricity_load,
    "mpe": mpe_case,
    "reference_weight_limit": reference_weight_limit,
    "repeatability": repeatability_case,
    "spec_check": spec_check,
    "substitution_load": substitution_load,
    "substitution_min_standard_weights": substitution_share,
    "tare_accuracy": setting_accuracy,
    "weighing_point": weighing_point,
    "weighing_point_multi": weighing_point,
    "weighing_series_direct": weighing_series_direct,
    "zero_accuracy": setting_accuracy,
}
