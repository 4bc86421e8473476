"""The operator's console: pages in a browser, over the use cases of `services/`."""
