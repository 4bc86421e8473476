"""Every codec that is fuzzed, by name."""

from targets_lines import LINES
from targets_meters import METERS
from targets_modbus import MODBUS
from targets_monitors import MONITORS
from targets_numbers import NUMBERS
from targets_tables import TABLES

TARGETS = METERS | MODBUS | LINES | NUMBERS | TABLES | MONITORS
