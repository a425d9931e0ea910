"""The only code that runs Git: commands, commits and references, when each file changed."""
