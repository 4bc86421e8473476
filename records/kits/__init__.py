"""A field kit: a computer with a store and a key of its own, whose runs are taken into the store of its institute."""
