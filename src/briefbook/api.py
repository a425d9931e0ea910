"""What scripts ask for that needs more than a book: the folder of a project, its repository, a site.

A *project* is the folder that holds `mkdocs.yml` and `briefs/`. Mistakes of its authors are values, each a
`Problem`; they are returned, and never raised. What is not named here works without an engine, and is
exported by `briefbook` as it is.
"""

from datetime import date
from functools import partial
from pathlib import Path

from briefbook.editions.names import BRANCH
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.model.book import Book
from briefbook.pipelines.build import build_site as build_site_by
from briefbook.pipelines.check import rehearse
from briefbook.pipelines.print import PrintJob, complete_job
from briefbook.pipelines.print import print_book as print_chosen
from briefbook.problems import Problem
from briefbook.publishing import publish, verify
from briefbook.publishing.publish import Published, PublishRequest, PublishTarget
from briefbook.publishing.verify import Verification


def check_project(
    project: Path, *, archive: Path | None = None, today: date | None = None
) -> tuple[Book, list[Problem]]:
    """Return what could be read of a project's book, and all its mistakes and warnings, as `briefbook check`.

    It makes a whole site in a temporary folder: it finds what is wrong in `mkdocs.yml`, `docs/` and templates
    too, and takes as long as a build. `load_book` finds what is wrong in `briefs/`.

    ``archive`` is a folder with the texts of sources, `KEY.txt`, against which paragraphs and quotations are
    verified. Days after ``today``, which is the system's by default, bring warnings.
    """
    return rehearse(project, MkDocsEngine(), archive, today or date.today())


def build_site(
    project: Path, out: Path, *, as_of: date | None = None, with_pdfs: bool | None = None
) -> list[Problem]:
    """Build the site of a project into the folder ``out``; return the mistakes that kept it from that.

    An empty list says that the site is there; ``out / "index.html"`` opens it. ``as_of`` is the horizon:
    nothing later is shown. Without it, or without ``with_pdfs``, the options of the plugin in `mkdocs.yml`
    hold, and then the horizon of `book.yml`, with PDFs.

    A build that fails or is interrupted leaves ``out`` as it was. Raises ``FileExistsError`` if ``out`` holds
    something other than a site, ``OSError`` if a file cannot be written, and `GitError` if Git fails.
    """
    return build_site_by(project, out, MkDocsEngine(), as_of, with_pdfs=with_pdfs)


def print_book(
    project: Path, out: Path, job: PrintJob | None = None, *, as_of: date | None = None
) -> dict[str, Path] | list[Problem]:
    """Print a project's book as PDFs into the folder ``out``; return them, or the mistakes in the way.

    The map gives the file of each PDF by its address in the site. The files are `ID.pdf`, `book.pdf` and
    `packs/NAME.pdf`. Without ``job`` all of them are made, in A4; a job that names nothing is all of them on
    its paper. ``as_of`` is the horizon, that of `book.yml` by default.

    Where one PDF cannot be made none is written. Raises `Refusal` if the book has no brief or pack that the
    job names, and ``OSError`` if a file cannot be written.
    """
    return print_chosen(project, out, partial(complete_job, job or PrintJob()), as_of)


def publish_edition(  # noqa: PLR0913 - each is a choice of its own
    project: Path,
    name: str,
    *,
    title: str | None = None,
    as_of: date | None = None,
    only: str | None = None,
    branch: str = BRANCH,
    remote: str | None = None,
    is_dry_run: bool = False,
    today: date | None = None,
) -> Published | list[Problem]:
    """Publish the book of the last commit as the edition ``name``; return it, or the mistakes in the book.

    ``title`` is what readers see, ``name`` by default; ``as_of`` the horizon, that of `book.yml` by default.
    ``only`` is the id of the one brief that is published, with the rest as the last edition has it.
    The edition goes onto ``branch``, with the tag `edition/NAME`, and to the Git remote ``remote`` if one is
    given. A dry run makes the edition and writes nothing. ``today`` is the day of publication, the system's
    by default. NAME-r2 corrects NAME.

    Raises `Refusal` if the edition cannot be published as things are, with what to do, and `GitError` or
    ``OSError`` if Git or the disk fails. Whatever happens, branch and tag are as they were, or complete.
    """
    request = PublishRequest(name, title, as_of, is_dry_run, PublishTarget(branch, remote), only)
    return publish.publish_edition(project, request, MkDocsEngine(), today or date.today())


def withdraw_edition(  # noqa: PLR0913 - each is a choice of its own
    project: Path,
    name: str,
    why: str,
    *,
    branch: str = BRANCH,
    remote: str | None = None,
    today: date | None = None,
) -> None:
    """Withdraw an edition: it stays where it is, and each of its pages says that it is withdrawn, and why.

    ``why`` is one line for readers. ``branch``, ``remote`` and ``today`` are as for `publish_edition`, and so
    is what it raises.
    """
    publish.withdraw_edition(project, name, why, PublishTarget(branch, remote), today or date.today())


def verify_edition(project: Path, name: str, *, branch: str = BRANCH) -> Verification:
    """Compare the files of an edition with its seal, and the seal with the one that its tag marks.

    The edition is as it was sealed if ``findings`` is empty. Runs no code of the edition's source. Raises
    `Refusal` if there is no such edition, and `GitError` if Git fails.
    """
    return verify.verify_edition(project, name, branch)


def rebuild_edition(project: Path, name: str, *, branch: str = BRANCH, is_trusted: bool = False) -> list[str]:
    """Build an edition again from its source commit; return each way in which it differs, in words.

    An empty list says that the source gives the same bytes. Where it does not, versions of tools that differ
    from those of the seal come first. A book that has mistakes now differs by them.

    A commit may have code of its own: templates, and what its settings name. It runs only if ``is_trusted``
    says that it may; else `Refusal` is raised, which names it (`SECURITY.md`). Raises as `verify_edition`
    does besides.
    """
    found = verify.rebuild_edition(project, name, branch, MkDocsEngine(), is_trusted=is_trusted)
    return [str(each) for each in found]
