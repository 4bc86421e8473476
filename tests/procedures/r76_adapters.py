"""Adapters from the words of the reference cases to the public functions of `procedures.mass.r76`; no formula here."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from metrology.decision import Outcome, combine
from metrology.limits import OutOfTable
from procedures.mass.r76 import (
    classification,
    completeness,
    creep,
    discrimination,
    eccentricity,
    entry,
    errors,
    limits,
    modules,
    repeatability,
    sensitivity,
    specification,
    substitution,
    temperature,
    weighing,
    weights,
    zero_return,
    zero_tare,
)
from procedures.mass.r76.instrument import PartialRange, Scale

Inputs = dict[str, Any]
Answer = dict[str, Any]


def number(inputs: Inputs, key: str, default: str = "0") -> Decimal:
    """A number of the case; `default` where the case does not name it."""
    return Decimal(inputs.get(key, default))


def optional(inputs: Inputs, key: str, default: str | None = None) -> Decimal | None:
    """A number of the case that may be null, which says that it was not measured."""
    text = inputs.get(key, default)
    return None if text is None else Decimal(text)


def stage(inputs: Inputs) -> limits.Stage:
    words: dict[str, limits.Stage] = {"in_service": "in-service", "type": "type", "subsequent": "subsequent"}
    return words.get(str(inputs.get("phase", inputs.get("stage"))), "initial")


def scale(inputs: Inputs) -> Scale:
    """The instrument of a case; Max is at least the load where the case does not name it."""
    only = [inputs.get("Max", inputs.get("L", "1")), e_of(inputs)]
    ranges = inputs.get("ranges") or inputs.get("ranges_Max_e") or [only]
    parts = tuple(PartialRange(Decimal(top), Decimal(e), Decimal(inputs.get("d", e))) for top, e in ranges)
    return Scale(inputs.get("class", "III"), parts, number(inputs, "Min"), inputs.get("unit", "g"))


def e_of(inputs: Inputs) -> str:
    return str(inputs.get("e", inputs.get("d", "1")))


def mpe(inputs: Inputs) -> Decimal:
    if "mpe" in inputs:
        return Decimal(inputs["mpe"])
    if "ranges" in inputs or "ranges_Max_e" in inputs or "Max" in inputs:
        return limits.mpe(scale(inputs), number(inputs, "L"), stage(inputs))
    return limits.mpe_of_class(inputs["class"], number(inputs, "e"), number(inputs, "L"), stage(inputs))


def mpe_case(inputs: Inputs) -> Answer:
    try:
        return {"mpe": mpe(inputs)}
    except OutOfTable:
        return {"mpe": None, "verdict": Outcome.INVALID}


def weighing_point(inputs: Inputs) -> Answer:
    instrument, at = scale(inputs), stage(inputs)
    L, E0 = number(inputs, "L"), optional(inputs, "E0", "0")
    shown, dL = optional(inputs, "I"), optional(inputs, "dL")
    answer: Answer = {"verdict": weighing.weighing_result(instrument, L, shown, dL, E0, at).outcome}
    if shown is not None and dL is not None and E0 is not None:
        point = weighing.weighing_point(instrument, L, shown, dL, E0, at)
        half = errors.HALF * errors.interval_above(instrument, shown)
        answer |= {"P": point.P, "E": point.E, "Ec": point.Ec, "mpe": point.mpe, "half_e": half}
    return answer


def weighing_series_direct(inputs: Inputs) -> Answer:
    rows = [(Decimal(load), Decimal(shown)) for load, shown in inputs["rows_L_I"]]
    instrument = scale({**inputs, "Max": str(max(load for load, _ in rows))})
    points = [weighing.direct_point(instrument, *row, number(inputs, "E0"), stage(inputs)) for row in rows]
    verdict = combine(point.decision.outcome for point in points)
    return {"rows_E_mpe_verdict": [[p.E, p.mpe, p.decision.outcome] for p in points], "verdict": verdict}


def eccentricity_case(inputs: Inputs) -> Answer:
    e, limit = number(inputs, "e"), mpe(inputs)
    Ec = {}
    for place, shown in enumerate(inputs["positions"], start=1):
        P = errors.changeover_point(Decimal(shown["I"]), Decimal(shown["dL"]), e)
        E0 = Decimal(shown.get("E0", inputs.get("E0", "0")))
        Ec[str(place)] = errors.corrected_error(errors.indication_error(P, number(inputs, "L")), E0)
    result = eccentricity.eccentricity(Ec, limit)
    return {"Ec": list(Ec.values()), "mpe": limit, "verdict": result.outcome}


def eccentricity_load(inputs: Inputs) -> Answer:
    supports = inputs["supports"]
    tare = number(inputs, "max_additive_tare")
    if isinstance(supports, int):
        return {"load": eccentricity.nominal_load(Decimal(inputs["Max"]), supports, tare).load}
    return {"load": eccentricity.nominal_load(Decimal(inputs["Max"]), 4, tare, supports).load}


def repeatability_case(inputs: Inputs) -> Answer:
    decision = repeatability.repeatability([Decimal(text) for text in inputs["readings"]], mpe(inputs))
    return {"spread": decision.error, "limit": decision.limit[1], "verdict": decision.outcome}


def discrimination_digital(inputs: Inputs) -> Answer:
    d, unit = number(inputs, "d"), inputs.get("unit", "g")
    before = number(inputs, "I" if "I" in inputs else "I1")
    after = number(inputs, "after_extra" if "after_extra" in inputs else "I2")
    down, up = discrimination.required_indications(before, d)
    answer: Answer = {"required_after_removal": down, "required_final": up, "required": d}
    answer["extra_load"] = discrimination.extra_load_digital(d)
    if "after_removal" in inputs:
        extra, put_back = optional(inputs, "extra"), optional(inputs, "put_back")
        removed = Decimal(inputs["after_removal"])
        result = discrimination.digital(before, removed, after, d, unit=unit, extra=extra, put_back=put_back)
        return answer | {"verdict": result.outcome}
    decision = discrimination.digital_change(before, after, d, unit=unit)
    return answer | {"change": decision.error, "verdict": decision.outcome}


def discrimination_analog(inputs: Inputs) -> Answer:
    limit, unit = mpe(inputs), inputs.get("unit", "g")
    moved = errors.direct_error(number(inputs, "I2"), number(inputs, "I1"))
    displacement = optional(inputs, "displacement") if "displacement" in inputs else moved
    assert displacement is not None
    decision = discrimination.analog(displacement, limit, unit)
    extra = discrimination.extra_load_analog(limit, unit)
    return {
        "required": decision.limit[0],
        "threshold": decision.limit[0],
        "extra_load": extra,
        "verdict": decision.outcome,
    }


def discrimination_non_self(inputs: Inputs) -> Answer:
    extra = discrimination.extra_load_non_self_indicating(mpe(inputs), inputs.get("unit", "g"))
    return {"extra_load": extra, "verdict": discrimination.non_self_indicating(visible=inputs["visible"]).outcome}


def sensitivity_case(inputs: Inputs) -> Answer:
    decision = sensitivity.sensitivity(number(inputs, "displacement_mm"), inputs["class"], number(inputs, "Max_kg"))
    return {"required_mm": decision.limit[0], "verdict": decision.outcome}


def spec_check(inputs: Inputs) -> Answer:
    top, e, d = Decimal(inputs["Max_g"]), Decimal(inputs["e_g"]), Decimal(inputs.get("d_g") or inputs["e_g"])
    lowest = classification.minimum_limit(inputs["class"], e, d)
    nameplate = Scale.single(inputs["class"], top, e, minimum=inputs.get("Min_g", lowest), d=d)
    findings = specification.check(nameplate)
    answer = {"n": nameplate.n, "Min_lower_limit_g": lowest, "verdict": specification.outcome(findings)}
    return answer | {"findings": set(specification.defects(findings))}


def substitution_load(inputs: Inputs) -> Answer:
    if "m" in inputs:
        return {"Q": substitution.substitution_by_comparison(*(Decimal(inputs[key]) for key in ("I1", "I2", "m")))}
    value = substitution.substitution_load(*(number(inputs, key) for key in ("I_sub", "e", "E", "dL")))
    return {"L_sub": value}


def substitution_share(inputs: Inputs) -> Answer:
    return {"fraction_of_Max": substitution.smallest_share_of_weights(number(inputs, "repeatability_error_in_e"))}


def temp_no_load(inputs: Inputs) -> Answer:
    e = number(inputs, "e")
    zeros = [
        temperature.ZeroAtTemperature(
            Decimal(r["T"]), zero_tare.zero_error(Decimal(r["I"]), Decimal(r["dL"]), e, number(r, "L"))
        )
        for r in inputs["readings"]
    ]
    result = temperature.no_load(zeros, inputs["class"], e)
    changes = [decision.error for decision in result.decisions]
    return {"change_per_step": changes, "limit": result.decisions[0].limit[1], "verdict": result.outcome}


def zero_return_case(inputs: Inputs) -> Answer:
    e = number(inputs, "e")
    before, after = (
        errors.changeover_point(number(inputs, f"I{when}"), number(inputs, f"dL{when}"), e) for when in ("0", "30")
    )
    decision = zero_return.zero_return(before, after, e)
    return {"change": decision.error, "limit": decision.limit[1], "verdict": decision.outcome}


def zero_return_multirange(inputs: Inputs) -> Answer:
    change, after = number(inputs, "change30"), optional(inputs, "change_30_35")
    result = zero_return.zero_return_multiple_range(change, after, number(inputs, "e"), number(inputs, "e1"))
    return {"verdict": result.outcome}


def creep_case(inputs: Inputs) -> Answer:
    e, limit = number(inputs, "e"), mpe(inputs)
    seen = [
        creep.Observation(Decimal(t), errors.changeover_point(Decimal(shown), Decimal(dL), e))
        for t, shown, dL in inputs["readings"]
    ]
    return creep_answer(creep.creep(seen, e, limit, temperature_change=optional(inputs, "dT"))) | {"mpe": limit}


def creep_errors(inputs: Inputs) -> Answer:
    e = number(inputs, "e")
    minutes = {"E0min": "0", "E15": "15", "E30": "30", "E240": "240", "E4h": "240"}
    seen = [creep.Observation(Decimal(t), Decimal(inputs[key])) for key, t in minutes.items() if key in inputs]
    answer = creep_answer(creep.creep(seen, e, mpe(inputs), temperature_change=optional(inputs, "dT")))
    return answer | {"lim30": creep.limit_half_hour(e), "lim15_30": creep.limit_second_quarter(e)}


def creep_answer(found: creep.Creep) -> Answer:
    numbers = {"d30": found.d30, "d15_30": found.d15_30, "d4h_so_far": found.d4h_so_far}
    return {**numbers, "branch": found.branch, "verdict": found.result.outcome}


def zero_accuracy(inputs: Inputs) -> Answer:
    E = zero_tare.zero_error(*(number(inputs, key) for key in ("I", "dL", "e", "L")))
    decision = zero_tare.zero_accuracy(E, number(inputs, "e"))
    return {"E": E, "limit": decision.limit[1], "verdict": decision.outcome}


def tare_accuracy(inputs: Inputs) -> Answer:
    E = zero_tare.zero_error(*(number(inputs, key) for key in ("I", "dL", "e", "L")))
    decision = zero_tare.tare_accuracy(E, number(inputs, "e"))
    return {"E": E, "limit": decision.limit[1], "verdict": decision.outcome}


def input_check(inputs: Inputs) -> Answer:
    instrument = Scale.single("III", inputs["Max_kg"], inputs["e_kg"], minimum=0, unit="kg")
    problem = entry.check_load(instrument, Decimal(inputs["load"]))
    return {"verdict": Outcome.CONFORM if problem is None else Outcome.NOT_CONFORM}


def completeness_case(inputs: Inputs) -> Answer:
    assert inputs["test"] == "repeatability"
    found = {int(key.removeprefix("series_")): count for key, count in inputs.items() if key.startswith("series_")}
    maximum_g = Scale.single("III", inputs["Max_kg"], 1, minimum=0, unit="kg").grams(Decimal(inputs["Max_kg"]))
    answer = completeness.repeatability_series(found, inputs.get("class", "III"), maximum_g, stage(inputs))
    return {"verdict": answer.outcome, "missing": [str(missing) for missing in answer.missing]}


def module_fractions(inputs: Inputs) -> Answer:
    decision = modules.apportioning([Decimal(p) for p in inputs["p"]])
    return {"sum_p2": decision.error, "verdict": decision.outcome}


def reference_weight_limit(inputs: Inputs) -> Answer:
    answer: Answer = {"limit": weights.weight_error_limit(mpe(inputs))}
    if "weight_error" in inputs:
        answer["verdict"] = weights.weights_suffice(number(inputs, "weight_error"), mpe(inputs)).outcome
    return answer


ADAPTERS: dict[str, Callable[[Inputs], Answer]] = {
    "completeness": completeness_case,
    "creep": creep_case,
    "creep_errors": creep_errors,
    "discrimination_analog": discrimination_analog,
    "discrimination_digital": discrimination_digital,
    "discrimination_non_self": discrimination_non_self,
    "eccentricity": eccentricity_case,
    "eccentricity_load": eccentricity_load,
    "input_check": input_check,
    "module_fractions": module_fractions,
    "mpe": mpe_case,
    "reference_weight_limit": reference_weight_limit,
    "repeatability": repeatability_case,
    "sensitivity_non_self_indicating": sensitivity_case,
    "spec_check": spec_check,
    "substitution_load": substitution_load,
    "substitution_min_standard_weights": substitution_share,
    "tare_accuracy": tare_accuracy,
    "temp_no_load": temp_no_load,
    "weighing_point": weighing_point,
    "weighing_point_multi": weighing_point,
    "weighing_series_direct": weighing_series_direct,
    "zero_accuracy": zero_accuracy,
    "zero_missing_policy": weighing_point,
    "zero_return": zero_return_case,
    "zero_return_multirange": zero_return_multirange,
}
