"""The benchmarks: each folder that has a `run` measures one thing, on what `books` and `peer` make.

docs/benchmarks.md says how to run them, and what they found.
"""
