"""`steelyard console` on the day of the tests, in a process of its own: ``python served.py --lab … --store …``."""

import os
import sys
from datetime import date
from importlib import import_module

DAY = "2026-11-23"

if __name__ == "__main__":
    for name in ("gate_facts", "resume_gates", "plan"):
        import_module(f"services.{name}").real_day = lambda _: date.fromisoformat(
            os.environ.get("STEELYARD_TEST_DAY", DAY)
        )
    from console.cli.main import main

    sys.argv = ["steelyard", "console", *sys.argv[1:]]
    main()
