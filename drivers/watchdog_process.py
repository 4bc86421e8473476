"""What the watchdog's process runs, started by its absolute path in Python's isolated mode.

    python -I watchdog_process.py FOLDER… -- BENCH --silence 5 --run PID --roles source

A folder named `drivers` in the working directory must not be taken for ours: what is imported comes from the folders.
"""

import sys
from importlib import import_module


def main() -> int:
    """Entry point of the process."""
    end = sys.argv.index("--")
    sys.path[:0] = [folder for folder in sys.argv[1:end] if folder not in sys.path]
    sys.argv[1 : end + 1] = []
    code: int = import_module("drivers.watchdog").main()
    return code


if __name__ == "__main__":
    sys.exit(main())
