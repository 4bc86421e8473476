"""The command line: `steelyard --help`."""

from __future__ import annotations

import sys

import typer

from console.cli.correcting import amend, reevaluate
from console.cli.deciding import form, plan, run
from console.cli.keeping import export, replay, report, resume, runs, show, verify
from console.cli.laboratory import doctor, init, regulations, simulate
from console.cli.scaffold import new

HELP = """
检定执行与判定 · Runs verification regulations on a bench and decides, with evidence.

A first run, on simulated instruments:

    steelyard init lab

    steelyard run "JJG 539" --bench lab/benches/scale.toml --subject lab/subjects/scale.toml

    steelyard report last -o documents

Exit codes of run, resume: 0 conform, 1 not conform, 2 refused or bad input, 3 interrupted (resume it), 4 undecided, 5 invalid or incomplete.
"""

app = typer.Typer(
    help=HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)

DECIDING, KEEPING, LABORATORY = "Verify", "Look at runs", "Laboratory"
for command, panel in (
    (run, DECIDING),
    (form, DECIDING),
    (plan, DECIDING),
    (resume, DECIDING),
    (runs, KEEPING),
    (show, KEEPING),
    (report, KEEPING),
    (export, KEEPING),
    (replay, KEEPING),
    (verify, KEEPING),
    (amend, KEEPING),
    (reevaluate, KEEPING),
    (regulations, LABORATORY),
    (simulate, LABORATORY),
    (init, LABORATORY),
    (doctor, LABORATORY),
):
    app.command(rich_help_panel=panel)(command)
app.add_typer(new, name="new", rich_help_panel=LABORATORY)


def main() -> None:
    """Entry point of `steelyard`."""
    try:
        app()
    except Exception as error:  # noqa: BLE001  every failure of ours becomes a message; others are raised again
        from console.cli.failures import report as explain

        sys.exit(explain(error))


if __name__ == "__main__":
    main()
