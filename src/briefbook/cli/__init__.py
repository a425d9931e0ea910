"""The command line."""

from briefbook.cli import book, editions, start
from briefbook.cli.main import main

__all__ = ["book", "editions", "main", "start"]
