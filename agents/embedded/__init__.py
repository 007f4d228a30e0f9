"""The embedded engine: a local model behind the same interface as the language models."""
