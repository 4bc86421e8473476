"""The simulated laboratory: one world, reached only over real sockets."""
