"""How much CPU and memory print takes, beside WeasyPrint: `python -m bench.print.run`."""
