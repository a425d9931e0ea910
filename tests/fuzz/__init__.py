"""The fuzzer: books made by chance from the small one, and commands killed at each moment of their work.

Run by `make fuzz`; CONTRIBUTING.md says how. `mutants` makes a book, `trial` puts it through check, render and
print, `judges` says what may not happen, `workers` has a process for each core do that, and survives its death.
`kills` kills real commands, which `killable` runs, in the surroundings of `surroundings`.
"""
