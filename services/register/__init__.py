"""The registers of a store: reading them, changing them, importing tables, merging institutes."""
