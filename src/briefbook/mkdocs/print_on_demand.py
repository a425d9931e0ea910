"""A PDF while serving."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from briefbook.mkdocs.mistakes_page import log
from briefbook.pages.rendering import render_mistakes
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.print import print_book, print_job_for
from briefbook.scratch import scratch_folder


def answer_with_pdf(  # noqa: PLR0913, PLR0917 - the last three are those of each WSGI application
    project: Path,
    as_of: date | None,
    mount_path: str,
    app: WSGIApplication,
    environ: WSGIEnvironment,
    start: StartResponse,
) -> Iterable[bytes]:
    """Answer with a PDF of the book on disk, as of a day; elsewhere with what ``app`` answers."""
    address = environ["PATH_INFO"].removeprefix(mount_path)
    if not address.endswith(".pdf"):
        return app(environ, start)
    with scratch_folder() as scratch:
        printed = print_book(project, scratch, partial(print_job_for, address), as_of)
        if isinstance(printed, list):
            for problem in printed:
                log.error("%s", problem)
            start("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
            return [render_mistakes(printed, packaged_templates(), standalone=True).encode()]
        pdf = next((file.read_bytes() for file in printed.values()), None)
    if pdf is None:
        return app(environ, start)
    start("200 OK", [("Content-Type", "application/pdf"), ("Content-Length", str(len(pdf)))])
    return [pdf]
