"""How long a second edition takes, and how much it adds, beside mike: `python -m bench.publish.run`."""
