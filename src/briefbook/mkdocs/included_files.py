"""The Markdown extensions that put files into a page: they may take them from the author's folders alone."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import RelativeDirPlaceholder

from briefbook.mkdocs.options import Refused
from briefbook.mkdocs.own_folders import folders_of_theme, project_of
from briefbook.reading.yaml_places import KeyPath


class _Includer(NamedTuple):
    """An extension, the option that names its folders, and the option that has it leave them."""

    name: str
    folders: str
    is_bound: str = ""
    """The option that keeps it in its folders, which it does unless the settings say otherwise."""
    looks_around: bool = True
    """Whether it takes the current folder where the settings name none."""
    above: KeyPath = ()
    """The keys of the map that holds the first of the options."""

    def is_named(self, name: str) -> bool:
        """Return whether it is what the settings name, which may name its class too."""
        return name.partition(":")[0] == self.name


_INCLUDERS = (
    _Includer("pymdownx.snippets", "base_path", "restrict_base_path"),
    _Includer("pymdownx.b64", "base_path", "restrict_path"),
    _Includer("pymdownx.b64", "root_path", looks_around=False),
    _Includer("pymdownx.emoji", "custom_icons", looks_around=False, above=("options",)),
)


def take_includers(config: MkDocsConfig) -> list[Refused]:
    """Take out the extensions that would put any file of the machine into a page; return why, for each.

    The others then look for their folders in the project, wherever the command was started.
    """
    project = project_of(config)
    own = (Path(config.docs_dir), project / "templates", *folders_of_theme(config))
    found: list[Refused] = []
    for name in [*config.markdown_extensions]:
        said = config.mdx_configs.get(name) or {}
        includers = (each for each in _INCLUDERS if each.is_named(name))
        why = [each for includer in includers for each in _why_not(includer, said, own, project)]
        if why:
            config.markdown_extensions.remove(name)
        found += ((("markdown_extensions", name, *keys), what, fix) for keys, what, fix in why)
    return found


def drop_includers(config: MkDocsConfig) -> None:
    """Take out all of them: in the folders there is a stray, to which a page could lead."""
    for name in [*config.markdown_extensions]:
        if any(includer.is_named(name) for includer in _INCLUDERS):
            config.markdown_extensions.remove(name)


def _why_not(
    includer: _Includer, said: dict[str, Any], own: Sequence[Path], project: Path
) -> Iterator[Refused]:
    """Yield why an extension may not be used with its options; write whole paths into them."""
    if includer.is_bound and not said.get(includer.is_bound, True):
        what = f"without {includer.is_bound!r} a page may include any file of the machine"
        yield (includer.is_bound,), what, "delete it"
    if includer.is_bound and said.get("url_download"):
        yield ("url_download",), "with 'url_download' a page includes what another host says", "delete it"
    options: Any = said
    for key in includer.above:
        options = options.get(key)
        if not isinstance(options, dict):
            return
    if named := options.get(includer.folders):
        options[includer.folders] = folders = _whole(named, project)
        for folder in folders if isinstance(folders, list) else [folders]:
            if not _is_within(folder, own):
                what = f"{includer.folders!r} leads out of the folders of pages and templates"
                yield (*includer.above, includer.folders), what, "name a folder in docs/"
    elif includer.looks_around:
        what = f"{includer.name!r} includes any file of the folder in which you start"
        yield (), what, f"name a folder in docs/ as {includer.folders!r}"


def _whole(folder: Any, project: Path) -> Any:
    """Return the path of a folder from the root, or those of a list; that of each page stays as it is."""
    if isinstance(folder, list):
        return [_whole(each, project) for each in folder]
    if isinstance(folder, RelativeDirPlaceholder) or not isinstance(folder, str | os.PathLike):
        return folder
    return os.path.normpath(project / os.fspath(folder))


def _is_within(folder: Any, own: Sequence[Path]) -> bool:
    if isinstance(folder, RelativeDirPlaceholder):  # the folder of the page itself
        return True
    return isinstance(folder, str) and any(Path(folder).is_relative_to(each) for each in own)
