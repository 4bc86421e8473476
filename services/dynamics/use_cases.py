"""What `steelyard dynamic` does with recordings."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from metrology.dynamics import (
    MODELS,
    Estimate,
    compare_in_line,
    fit_first_order,
    fit_sine,
    fit_step,
    response_between,
    skew_between,
)
from metrology.text import Text
from services.dynamics.files import about, beside, read_recording, read_sweep
from services.dynamics.refused import RecordingRefused
from services.dynamics.results import Result, Row

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from metrology.dynamics import Response, StepResponse

NAMES = {
    "start": Text("阶跃前示值", "value before the step"),
    "change": Text("变化量", "change"),
    "tau": Text("时间常数 τ", "time constant τ"),
    "delay": Text("纯滞后 θ", "dead time θ"),
    "omega": Text("固有角频率 ω₀", "natural angular frequency ω₀"),
    "zeta": Text("阻尼比 ζ", "damping ratio ζ"),
    "gain": Text("增益", "gain"),
    "rise": Text("上升时间 t90 − t10", "rise time t90 − t10"),
    "frequency": Text("频率", "frequency"),
    "amplitude": Text("幅值", "amplitude"),
    "phase": Text("相位", "phase"),
    "offset": Text("直流分量", "offset"),
    "skew": Text("时差 δ（后者超前为正）", "skew δ (positive where the second clock is ahead)"),
    "apart": Text("前后两半的时差之差", "change of the skew between both halves"),
    "error": Text("相对示值误差 E", "relative error E"),
}
UNITS = {"tau": "s", "delay": "s", "omega": "rad/s", "zeta": "1", "rise": "s"}
PARTS = (0.1, 0.5, 0.632, 0.9)


def step(path: Path, model: str, *, resolution: Decimal | None = None, input_change: Decimal | None = None) -> Result:
    """Fit a step response; time 0 of the file is the step at the input.

    Raises:
        RecordingRefused: The file or the recording cannot be used, or there is no such model.
    """
    if model not in MODELS:
        known = ", ".join(MODELS)
        raise RecordingRefused([Text(f"没有模型 {model}；已有：{known}", f"no model {model}; known: {known}")])
    if input_change == 0:
        raise RecordingRefused([Text("输入变化量为零，没有增益", "an input that changed by zero has no gain")])
    recording = read_recording(path, resolution=resolution)
    with about(path):
        found = fit_step(recording, MODELS[model])
        rows = [Row(name, NAMES[name], UNITS.get(name, ""), found.estimate(name)) for name in found.names]
        if input_change is not None:
            rows.append(Row("gain", NAMES["gain"], "", found.gain(float(input_change))))
        for part in PARTS:
            key = f"t{round(part * 100)}"
            rows.append(Row(key, Text.same(key), "s", found.time_to(part)))
        rows.append(Row("rise", NAMES["rise"], "s", found.rise_time()))
    facts = {"model": model, "n": found.n, "residual": found.residual, "residual_correlation": found.correlation}
    return Result(tuple(rows), _correlation(found), facts)


def sine(path: Path, frequency: float, *, known: bool = True, resolution: Decimal | None = None) -> Result:
    """Fit a sine of three parameters, or of four where the frequency is not known.

    Raises:
        RecordingRefused: The file or the recording cannot be used.
    """
    recording = read_recording(path, resolution=resolution)
    with about(path):
        found = fit_sine(recording, frequency, known=known)
        u_offset = math.sqrt(found.covariance[2][2])
        rows = (
            Row("frequency", NAMES["frequency"], "Hz", Estimate.of(found.frequency, found.u_frequency)),
            Row("amplitude", NAMES["amplitude"], "", Estimate.of(found.amplitude, found.u_amplitude)),
            Row("phase", NAMES["phase"], "rad", Estimate.of(found.phase, found.u_phase)),
            Row("offset", NAMES["offset"], "", Estimate.of(found.offset, u_offset)),
        )
    return Result(rows, facts={"n": found.n, "residual": found.residual})


def sweep(path: Path) -> Result:
    """Gain and phase at every frequency of a sweep, and the first-order system that it shows.

    Raises:
        RecordingRefused: A file or a recording cannot be used; the one is named.
    """
    stated, responses = read_sweep(path), []
    for point in stated.points:
        files = beside(path, point.input), beside(path, point.output)
        entering, leaving = (read_recording(file) for file in files)
        with about(*files):
            one, other = fit_sine(entering, point.frequency), fit_sine(leaving.moved(-stated.skew), point.frequency)
            responses.append(response_between(one, other, u_skew=stated.u_skew, unit=stated.unit))
    with about(path):
        system = fit_first_order(responses)
    rows = [row for response in responses for row in _rows_of(response, stated.unit)]
    rows += [Row("K", NAMES["gain"], stated.unit, system.gain), Row("tau", NAMES["tau"], "s", system.tau)]
    agrees = Text(
        "扫频结果与一阶系统不符，τ 和 K 无意义",
        "the sweep is not that of a first-order system: K and τ mean nothing",
    )
    remarks = () if system.agrees else (agrees,)
    facts = {"chi_squared": system.chi_squared, "degrees_of_freedom": system.degrees_of_freedom}
    pairs = {(f"H({r.frequency:g} Hz)", f"phi({r.frequency:g} Hz)"): r.vector.correlation[0][1] for r in responses}
    return Result(tuple(rows), pairs, facts, remarks, exceeded=not system.agrees)


def skew(reference: Path, other: Path, *, allowed: Decimal | None = None, time_step: Decimal | None = None) -> Result:
    """Find the skew of two clocks in recordings of one signal; nothing is moved.

    Args:
        reference: Recording of the reference.
        other: Recording of the other instrument.
        allowed: Largest skew; exceeded where |δ| is larger.
        time_step: To what the time stamps are known.

    Raises:
        RecordingRefused: A file or a recording cannot be used.
    """
    one, two = (read_recording(path, time_step=time_step) for path in (reference, other))
    with about(reference, other):
        found = skew_between(one, two)
    rows = [Row("skew", NAMES["skew"], "s", found.seconds)]
    if found.apart is not None:
        rows.append(Row("apart", NAMES["apart"], "s", found.apart))
    remarks = []
    if found.runs_apart:
        remarks.append(
            Text("两个时钟的速率不同，时差不是常数", "the clocks run at different rates: the skew is not constant")
        )
    exceeded = allowed is not None and abs(found.seconds.value) > allowed
    if exceeded:
        remarks.append(Text(f"时差超过允许的 {allowed} s", f"the skew is larger than the {allowed} s allowed"))
    return Result(
        tuple(rows), facts={"correlation_of_signals": found.correlation}, remarks=tuple(remarks), exceeded=exceeded
    )


def comparison(
    reference: Path, under_test: Path, begin: float, end: float, *, skew: float = 0.0, u_alignment: float = 0.0
) -> Result:
    """Relative error of an instrument beside a running process.

    Args:
        reference: Recording of the reference.
        under_test: Recording of the instrument under test.
        begin: Beginning of the window on the clock of the reference.
        end: Its end.
        skew: What the clock of the instrument under test is ahead; its recording is moved by it.
        u_alignment: Standard uncertainty of the alignment, transport time included.

    Raises:
        RecordingRefused: A file or a recording cannot be used.
    """
    one, two = read_recording(reference), read_recording(under_test)
    with about(reference, under_test):
        found = compare_in_line(one, two.moved(-skew), begin, end, u_alignment=u_alignment)
    facts = {
        "reference": f"{found.reference}", "shown": f"{found.shown}", "drift": found.drift, "stability": found.stability,
        "u_scatter": found.scatter, "u_drift": found.from_drift, "n": found.n,
    }  # fmt: skip
    said = Text(
        f"窗口内过程漂移 {found.drift:+.3%}，稳定性 {found.stability:.3%}",
        f"over the window the process drifted by {found.drift:+.3%}; its stability is {found.stability:.3%}",
    )
    return Result((Row("error", NAMES["error"], "1", found.error),), facts=facts, remarks=(said,))


def _rows_of(response: Response, unit: str) -> tuple[Row, Row]:
    at = f"({response.frequency:g} Hz)"
    return (
        Row("".join(("H", at)), Text(f"增益 |H|{at}", f"gain |H|{at}"), unit, response.gain),
        Row("".join(("phi", at)), Text(f"相位 φ{at}", f"phase φ{at}"), "rad", response.phase),
    )


def _correlation(found: StepResponse) -> dict[tuple[str, str], float]:
    """Of the parameters of the model."""
    u = [math.sqrt(row[n]) for n, row in enumerate(found.covariance)]
    return {
        (found.names[i], found.names[j]): found.covariance[i][j] / (u[i] * u[j])
        for i, j in combinations(range(1, len(found.names)), 2)
        if u[i] and u[j]
    }
