"""How much CPU and memory a build takes, beside plain MkDocs with Material: `python -m bench.build.run`."""
