"""The command line: options, output and exit status. The work is done by the wings below."""

from briefbook.cli.main import main

__all__ = ["main"]
