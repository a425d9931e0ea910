"""With what an edition is made: the versions on which its bytes depend, and whether they can be named."""

import platform
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from briefbook import __version__
from briefbook.git.command import Git, GitError
from briefbook.pages.templates import packaged_templates
from briefbook.problems import Refusal

_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = _PACKAGE.parents[1]
CODE = "briefbook-code"


def tool_versions() -> dict[str, str]:
    """Return the version of briefbook, of Python, and of each library that briefbook needs, by name.

    A checkout says its commit too. ``briefbook-code`` is the SHA-256 of code and templates.
    """
    commit = "" if _is_installed() else f", commit {Git(_CHECKOUT)('rev-parse', 'HEAD')}"
    return {
        "briefbook": __version__ + commit,
        CODE: _digest_of_code(),
        "python": platform.python_version(),
        **{name: distribution(name).version for name in sorted(libraries_needed_by("briefbook"))},
    }


def _is_installed() -> bool:
    return packaged_templates().is_relative_to(_PACKAGE)


def libraries_needed_by(name: str) -> set[str]:
    """Return the names of the libraries that a library needs on this system, and that these need in turn."""
    found: set[Requirement] = set()
    waiting = [Requirement(name)]
    while waiting:
        new = set(_needs(waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return {distribution(each.name).name.lower() for each in found}


def _needs(library: Requirement) -> Iterator[Requirement]:
    """Yield what an installed library needs here, with the extras that are asked of it."""
    for line in distribution(library.name).requires or ():
        need = Requirement(line)
        extras = ("", *library.extras)
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
            yield need


def _digest_of_code() -> str:
    total = sha256()
    for root, files in ((_PACKAGE, "**/*.py"), (packaged_templates(), "**/[!.]*")):
        for file in sorted(root.glob(files)):
            if file.is_file():
                total.update(f"{file.relative_to(root).as_posix()}\0{file.stat().st_size}\0".encode())
                total.update(file.read_bytes())
    return total.hexdigest()


def refuse_uncommitted() -> None:
    """Raise ``Refusal`` if briefbook runs from a checkout whose code is not that of a commit."""
    if _is_installed():
        return
    made_of = (str(_PACKAGE), str(packaged_templates()), "pyproject.toml")
    try:
        changed = Git(_CHECKOUT).lines("status", "--porcelain", "--untracked-files=all", "--", *made_of)
    except GitError as error:
        changed = [str(error)]
    if changed:
        named = ", ".join(line.strip() for line in changed[:3]) + (" …" if len(changed) > 3 else "")
        raise Refusal(
            f"briefbook runs from {_CHECKOUT}, which differs from any commit ({named}), so that nobody could "
            "build the edition again; commit the changes, or put them aside"
        )


def missing_tools(sealed: Mapping[str, str]) -> list[str]:
    """Return what of the sealed versions is not here, each in words; nothing if all of them are."""
    here = tool_versions()
    other = [name for name in sealed if sealed[name] != here.get(name) and name not in ("briefbook", CODE)]
    if sealed.get(CODE) != here[CODE]:
        other.insert(0, "briefbook")  # two commits may have the same code, and one version different code
    return [f"{name} {sealed[name]} (here: {_named(here, name)})" for name in other]


def _named(here: Mapping[str, str], name: str) -> str:
    return here.get(name, "none") + (", of other code" if name == "briefbook" else "")
