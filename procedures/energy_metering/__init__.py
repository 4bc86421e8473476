"""Metering of energy in use: what measuring instruments an energy user needs, and what a quantity of energy counts for."""
