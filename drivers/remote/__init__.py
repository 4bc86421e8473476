"""The agent near the instruments: serves the lines of one bench to a bench elsewhere, and keeps its outputs safe."""
