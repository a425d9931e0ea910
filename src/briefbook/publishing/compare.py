"""The pipeline of a comparison: two states of a book become what changed between them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from briefbook.diff import compare
from briefbook.diff.changes import Changes, changes_data
from briefbook.diff.text_formats import as_markdown, as_text
from briefbook.export.book_json import book_data
from briefbook.git.repository import Repository, repository_of
from briefbook.model.book import Book
from briefbook.pages.rendering import render_changes
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.load import read_book
from briefbook.pipelines.progress import no_progress
from briefbook.problems import Problem, Refusal
from briefbook.publishing.branch import BranchReader, read_publication
from briefbook.scratch import scratch_folder
from briefbook.strays import visible

WORKING_TREE = "."

_FORMS: Mapping[str, Callable[[Changes, str], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": lambda changes, title: visible(render_changes(changes, title, packaged_templates())),
    "json": lambda changes, _: json.dumps(changes_data(changes), indent=2) + "\n",
}


def compare_states(project: Path, before: str, after: str, branch: str, form: str) -> str | list[Problem]:
    """Return what changed between two states of a project's book, in a form; or the mistakes in one of them.

    A state is the name of an edition, or of a commit, or `WORKING_TREE`.
    """
    repository = repository_of(project)
    models = [_model_of(repository, project, each, branch) for each in (before, after)]
    if problems := [problem for model in models if isinstance(model, list) for problem in model]:
        return problems
    first, second = (model for model in models if not isinstance(model, list))
    title = f"What changed from {name_of_state(before)} to {name_of_state(after)}"
    return _FORMS[form](compare(first, second), title)


def name_of_state(state: str) -> str:
    """Return what readers call a state of a book."""
    return "the working tree" if state == WORKING_TREE else state


def _model_of(
    repository: Repository, project: Path, state: str, branch: str
) -> Mapping[str, Any] | list[Problem]:
    if state == WORKING_TREE:
        return model_in(project)
    publication = read_publication(repository, branch)
    if any(each.edition == state for each in publication.editions):
        return BranchReader(repository, branch, publication.tip).model(state)
    commit = repository.commit(state)
    if commit is None:
        raise Refusal(
            f"{state!r} is neither an edition nor a commit; 'briefbook editions' lists the editions"
        )
    with scratch_folder() as scratch:
        return model_in(repository.checkout(commit, repository.folder, scratch / "source"))


def model_in(project: Path) -> Mapping[str, Any] | list[Problem]:
    """Return the model of the book in a folder, or its mistakes."""
    book = read_book(project, None, no_progress)
    return book_data(book) if isinstance(book, Book) else book
