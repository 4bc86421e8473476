"""Outputs are made safe one by one, whatever happens to the others."""

from decimal import Decimal

from drivers.errors import LinkError, NotSettled
from drivers.outputs import outputs_off


class Output:
    """An output that fails so many times, in the way given."""

    def __init__(self, error: Exception | None = None, times: int = 10**6) -> None:
        self._error, self._left, self.tries, self.safe = error, times, 0, False

    def make_safe(self) -> None:
        self.tries += 1
        if self._error is not None and self._left > 0:
            self._left -= 1
            raise self._error
        self.safe = True


class Clock:
    """Adds up what it is told to wait."""

    def __init__(self) -> None:
        self.slept = Decimal(0)

    def sleep(self, seconds: Decimal) -> None:
        self.slept += seconds


def lost() -> LinkError:
    return LinkError("No answer.", where="source", remedy="Look.")


def test_each_output_is_made_safe_though_another_is_gone() -> None:
    for error in (lost(), RuntimeError("a library's own"), OSError(5, "gone")):
        first, second = Output(error), Output()
        said = outputs_off({"first": first, "room": object(), "second": second}, Clock())  # type: ignore[arg-type]
        assert second.safe
        assert [line.partition(":")[0] for line in said] == ["first", "second"]
        assert "NOT confirmed" in said[0]
        assert "confirmed by read-back" in said[1]


def test_others_are_made_safe_before_one_is_tried_again() -> None:
    order: list[str] = []

    class Named(Output):
        def make_safe(self) -> None:
            order.append("first" if self._error else "second")
            super().make_safe()

    outputs_off({"first": Named(lost(), 2), "second": Named()}, Clock())  # type: ignore[arg-type]
    assert order == ["first", "second", "first", "first"]


def test_an_adapter_that_comes_back_is_waited_for() -> None:
    clock, output = Clock(), Output(lost(), 3)
    assert outputs_off({"source": output}, clock)[0].endswith("confirmed by read-back")  # type: ignore[arg-type]
    assert clock.slept == 3


def test_what_the_instrument_itself_refuses_is_not_asked_again() -> None:
    output = Output(NotSettled("Not vented.", where="source", remedy="Look."))
    assert "NOT confirmed" in outputs_off({"source": output}, Clock())[0]  # type: ignore[arg-type]
    assert output.tries == 1
