"""Reference functions against the printed tables (ITS-90), and their slopes."""

from decimal import Decimal

import pytest

from metrology.thermocouples import FUNCTIONS, emf, seebeck

D = Decimal
TABLE = {
    "K": {0: "0.000", 20: "0.798", 100: "4.096", 400: "16.397", 600: "24.905", 800: "33.275", 1000: "41.276",
          1200: "48.838"},
    "N": {0: "0.000", 100: "2.774", 400: "12.974", 600: "20.613", 800: "28.455", 1000: "36.256", 1300: "47.513"},
    "E": {0: "0.000", 100: "6.319", 400: "28.946", 600: "45.093", 1000: "76.373"},
    "J": {0: "0.000", 100: "5.269", 200: "10.779", 400: "21.848", 600: "33.102", 760: "42.919"},
}  # fmt: skip
CASES = [(letter, t, mv) for letter, rows in TABLE.items() for t, mv in rows.items()]


@pytest.mark.parametrize(("letter", "t", "mv"), CASES)
def test_tables(letter: str, t: int, mv: str) -> None:
    assert emf(letter, D(t)).quantize(D("0.001")) == D(mv)


@pytest.mark.parametrize("letter", FUNCTIONS)
@pytest.mark.parametrize("t", ["1", "150", "500", "700"])
def test_slopes(letter: str, t: str) -> None:
    step = D("0.01")
    quotient = (emf(letter, D(t) + step) - emf(letter, D(t) - step)) / (2 * step)
    assert float(seebeck(letter, D(t))) == pytest.approx(float(quotient), rel=1e-5)


@pytest.mark.parametrize(("letter", "upper"), [("K", 1372), ("N", 1300), ("E", 1000), ("J", 760)])
def test_nothing_is_extrapolated(letter: str, upper: int) -> None:
    assert emf(letter, D(upper)) > 0
    for t in (D(upper) + D("0.01"), D("-0.01")):
        with pytest.raises(ValueError, match="outside"):
            emf(letter, t)
        with pytest.raises(ValueError, match="outside"):
            seebeck(letter, t)
