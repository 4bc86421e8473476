"""Regulations of flow: meters of water, gas and heat."""
