"""The only code that runs Git."""
