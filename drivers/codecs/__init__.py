"""Pure functions between bytes and values, one module per protocol."""
