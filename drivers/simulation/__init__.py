"""The simulated laboratory: one world, served on real sockets and ports."""
