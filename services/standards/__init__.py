"""The measurement standards of a laboratory: their register, checks, assessment, traceability, capabilities and use."""
