"""What importing the sequencer brings with it: a run is started often, and by hand."""

import subprocess
import sys

import pytest

import metrology.limits
import metrology.units

pytestmark = pytest.mark.systems

LATER = {
    "alembic", "cryptography", "difflib", "numpy", "pandas", "pydantic", "pydantic_core", "pymodbus", "rich", "scipy",
    "serial", "sqlalchemy", "typer", "typst",
    "console", "reports", "drivers.bench", "drivers.registry", "metrology.limits.bands", "metrology.limits.composed",
    "metrology.units.quantity", "procedures.base", "procedures.run", "records.store", "sequencer.gates",
    "sequencer.environment_monitor",
}  # fmt: skip
"""What a run needs only when it is set up, decides by a table, keeps or prints."""


def test_what_the_sequencer_needs_later_is_imported_later() -> None:
    code = "import sys, sequencer.session; print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode().split())
    assert "sequencer.run" in loaded
    assert loaded & LATER == set()


@pytest.mark.parametrize("package", [metrology.limits, metrology.units], ids=lambda p: p.__name__)
def test_a_package_offers_what_it_says_and_nothing_else(package: object) -> None:
    for name in package.__all__:  # type: ignore[attr-defined]
        assert getattr(package, name).__module__.startswith(package.__name__)  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match=r"metrology\.\w+'? has no attribute 'Nothing'"):
        package.Nothing  # type: ignore[attr-defined]  # noqa: B018
