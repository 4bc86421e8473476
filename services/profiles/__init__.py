"""Sector profiles: what an industry has verified, with the regulations, benches and standards for it, and what is lacking."""
