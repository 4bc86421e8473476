"""Electricity, water, gas and heat meters as units under test, one module per protocol."""
