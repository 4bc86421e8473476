"""The witness of a store: somebody else who was told how far its ledger had come, and signed for it.

A laboratory that holds its own key can write another past and sign it. What it told a witness it cannot take back: the
witness keeps every closed run in a log that only grows, a Merkle tree, and answers with its signature over the tree.
"""
