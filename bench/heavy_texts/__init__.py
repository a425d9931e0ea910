"""How the CPU time of parsing grows with the length of a text: `python -m bench.heavy_texts.run`."""
