"""The benchmarks: each folder that has a `run` measures one thing, on what `books` and `peer` make.

docs/benchmarks.md tells how to run them, and what they found.
"""
