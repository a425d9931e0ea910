"""`briefbook serve`."""

import logging
from pathlib import Path

import click

from briefbook.cli.main import end_on, in_book
from briefbook.mkdocs.server import serve


def _is_address(text: str) -> bool:
    host, _, port = text.rpartition(":")
    return bool(host) and port.isdecimal() and int(port) < 65536


def _check_address(context: click.Context, parameter: click.Parameter, address: str | None) -> str | None:
    if address is not None and not _is_address(address):
        raise click.BadParameter(f"{address!r} is not a valid HOST:PORT, such as 127.0.0.1:8001")
    return address


@click.command("serve")
@click.option(
    "-a",
    "--address",
    metavar="HOST:PORT",
    callback=_check_address,
    help="Where to serve; 127.0.0.1:8000 by default.",
)
@in_book
def command(project: Path, address: str | None) -> None:
    """Serve the site, and reload it whenever the book changes.

    This runs the book's own code, if it has any, as a build does; SECURITY.md says what that can do.
    """
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        problems = serve(project, address)
    except OSError as error:
        raise click.ClickException(f"cannot serve ({error.strerror}); name another --address") from error
    end_on(problems)
