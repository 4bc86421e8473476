"""The command line: `steelyard --help`."""

from __future__ import annotations

import sys

import typer

from console.cli.amend import amend
from console.cli.backup import backup
from console.cli.doctor import doctor
from console.cli.export import export
from console.cli.form import form
from console.cli.init import init
from console.cli.keys import keys
from console.cli.ledger import ledger
from console.cli.migrate import migrate
from console.cli.new import new
from console.cli.plan import plan
from console.cli.reevaluate import reevaluate
from console.cli.regulations import regulations
from console.cli.replay import replay
from console.cli.report import report
from console.cli.restore import restore
from console.cli.resume import resume
from console.cli.run import run
from console.cli.runs import runs
from console.cli.show import show
from console.cli.simulate import simulate
from console.cli.uncertainty import uncertainty
from console.cli.verify import verify

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
    (backup, KEEPING),
    (restore, KEEPING),
    (migrate, KEEPING),
    (reevaluate, KEEPING),
    (regulations, LABORATORY),
    (simulate, LABORATORY),
    (uncertainty, LABORATORY),
    (init, LABORATORY),
    (doctor, LABORATORY),
):
    app.command(rich_help_panel=panel)(command)
app.add_typer(keys, name="keys", rich_help_panel=KEEPING)
app.add_typer(ledger, name="ledger", rich_help_panel=KEEPING)
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
