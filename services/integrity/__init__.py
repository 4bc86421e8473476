"""Integrity of units in measurement: facts, an explainable score, proposals that people decide, and what is published."""
