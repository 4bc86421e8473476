"""Locks of benches, files and stores, on one computer or on several."""
