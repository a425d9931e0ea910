"""The reader of mkdocs.yml: its settings as MkDocs has them, and every mistake in them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from briefbook.mkdocs.defaults import PLUGIN, THEME
from briefbook.mkdocs.options import Options, usable_options
from briefbook.mkdocs.plugins import known_plugins, options_of
from briefbook.mkdocs.settings_file import CONFIG, SettingsFile, strays_of_settings
from briefbook.mkdocs.settings_yaml import refused_tags, said_by_author
from briefbook.mkdocs.unsupported_settings import refuse_hooks
from briefbook.problems import Problem, Where, suggest


def defaults(project: Path, docs: Path) -> dict[str, str]:
    """Return what MkDocs asks for and a book need not say: a name, which the book gives later; a folder."""
    return {"site_name": project.resolve().name, "docs_dir": str(docs)}


def load_settings(
    project: Path, docs: Path, out: Path, address: str | None = None
) -> tuple[MkDocsConfig | None, list[Problem]]:
    """Return the settings of a project, with every mistake in them; None if nothing of them can be used.

    MkDocs ends on the first setting that it refuses. Here it is left out, to find what else is wrong.
    ``docs`` is the folder of hand-written pages where the settings name none, ``out`` that of the site;
    ``address`` is where it is served, instead of where the settings say. No program that the settings name
    is loaded, other than the plugins and the Markdown extensions that a site may have.
    """
    project = project.resolve()
    if problems := unreadable(project / CONFIG):
        return None, problems
    file = SettingsFile(project)
    left_out = {"hooks"}
    given = {"site_dir": str(out.resolve()), "strict": True} | ({"dev_addr": address} if address else {})
    while True:
        config = MkDocsConfig(config_file_path=str(project / CONFIG))
        said = said_by_author(config)  # anew each time, since MkDocs takes it apart
        plugins, _ = known_plugins(said.get("plugins"), said.get("theme"))
        kept = {key: said[key] for key in said.keys() - left_out}
        kept["plugins"] = [PLUGIN] if "plugins" in left_out else plugins
        least = defaults(project, docs)
        config.load_dict({**least, **kept, **given})
        errors, warnings = _validated(config, least, kept)
        refused = {key: str(error).replace(f"{project}/", "") for key, error in errors or warnings}
        problems += [_explain(key, message, file) for key, message in refused.items()]
        if not errors:
            return config, [*problems, *_refused_programs(said_by_author(config), file)]
        if refused.keys() <= left_out:
            return None, problems
        left_out |= refused.keys()


def _validated(
    config: MkDocsConfig, least: Mapping[str, Any], said: Mapping[str, Any]
) -> tuple[ConfigErrors, ConfigWarnings]:
    """Return what MkDocs says of settings; another error is of the setting that causes it alone."""
    try:
        return config.validate()
    except Exception as error:
        for key, value in said.items():
            alone = MkDocsConfig(config_file_path=config.config_file_path)
            alone.load_dict({**least, key: value})
            try:
                alone.validate()
            except Exception as same:
                return [(key, ValueError(f"cannot be used ({same})"))], []
        raise error from None


def load_options(project: Path) -> Options:
    """Return the options of the plugin in a project's settings; a wrong one counts as not given."""
    options, file = Options(), project.resolve() / CONFIG
    if not unreadable(file):
        said = said_by_author(MkDocsConfig(config_file_path=str(file)))
        usable, _ = usable_options(options_of(said.get("plugins")) or {})
        options.load_dict(usable)
    options.validate()
    return options


def unreadable(file: Path) -> list[Problem]:
    """Return why a file of settings cannot be read, or is not a map; nothing if it can be, and is."""
    return strays_of_settings(file.parent) or _mistakes_of_reading(file)


def _mistakes_of_reading(file: Path) -> list[Problem]:
    config = MkDocsConfig(config_file_path=str(file))
    try:
        said, tags = said_by_author(config), refused_tags(config)
    except FileNotFoundError:
        fix = f"write it: two lines are enough, 'site_name: …' and 'plugins: [{PLUGIN}]'"
        return [Problem(Where(CONFIG), "no such file", fix)]
    except OSError as error:
        fix = "fix its permissions, or what it is"
        return [Problem(Where(CONFIG), f"cannot be read ({error.strerror})", fix)]
    except (MkDocsException, ValueError) as error:
        return [Problem(Where(CONFIG), in_one_line(str(error)), "fix the settings")]
    return [*tags, *_refused_programs(said, SettingsFile(file.parent))] if tags else []


def _refused_programs(said: Mapping[str, Any], file: SettingsFile) -> list[Problem]:
    """Return a mistake for each program that settings name, and that a site may not have."""
    refused = [*known_plugins(said.get("plugins"))[1], *refuse_hooks(said.get("hooks"))]
    return [Problem(file.place_of(*keys), what, fix) for keys, what, fix in refused]


def _explain(key: str, message: str, file: SettingsFile) -> Problem:
    """Return the mistake for what MkDocs says of a setting."""
    where = file.place_of(key)
    if message.startswith("Unrecognised configuration name"):
        return Problem(where, f"no setting {key!r}", suggest(key, MkDocsConfig().keys()))
    if message == "No theme name set.":
        fix = f"add 'name: {THEME}' below it: what else is there changes that theme key by key"
        return Problem(where, "a theme without a name", fix)
    return Problem(where, f"{key!r}: {in_one_line(message)}", "fix the setting")


def in_one_line(message: str) -> str:
    """Return what MkDocs says without its line breaks and its full stop."""
    return " ".join(message.split()).rstrip(".")
