"""The plugins that a site may have, with which of their options: those that are known to keep to the site."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefbook.mkdocs.defaults import PLUGIN, THEME
from briefbook.mkdocs.options import Refused
from briefbook.reading.yaml_places import KeyPath

_KEPT_TO_SITE: Mapping[str, frozenset[str]] = {
    "meta": frozenset({"enabled"}),
    "search": frozenset(
        {"enabled", "fields", "indexing", "lang", "min_search_length", "pipeline", "separator"}
    ),
    "tags": frozenset(
        {
            *("enabled", "export", "export_only", "filters"),
            *("listings", "listings_directive", "listings_layout", "listings_map", "listings_sort_by"),
            *("listings_sort_reverse", "listings_tags_sort_by", "listings_tags_sort_reverse", "listings_toc"),
            *("shadow", "shadow_on_serve", "shadow_tags", "shadow_tags_prefix", "shadow_tags_suffix"),
            *("tags", "tags_allowed", "tags_extra_files", "tags_file", "tags_hierarchy"),
            *("tags_hierarchy_separator", "tags_name_property", "tags_name_variable", "tags_slugify"),
            *("tags_slugify_format", "tags_slugify_separator", "tags_sort_by", "tags_sort_reverse"),
        }
    ),
}
"""The options of each plugin with which it asks no host, runs no program, and keeps to files of the site."""
_REASONS: Mapping[str, str] = {
    "export_file": "writes to whatever file it names",
    "jieba_dict": "reads any file of the machine",
    "jieba_dict_user": "reads any file of the machine",
    "meta_file": "takes files out of the site, by their name",
    "prebuild_index": "runs another program",
}
_OTHERS: Mapping[str, str] = {
    "group": "loads other plugins",
    "info": "asks another host, and ends the command",
}
"""What is known of plugins that a site may not have."""
_UNKNOWN = "may read or write files of the machine, or run a program"


def known_plugins(said: Any, theme: Any = None) -> tuple[Any, list[Refused]]:
    """Return the plugins that a site may have, as MkDocs finds them, and why it may not have others.

    ``said`` is what the settings say of them, ``theme`` what they say of the theme.
    """
    listed = _listed(said)
    names = [str(next(iter(item), "")) for item in listed]
    refused = [each for name in names for each in _refuse_plugin(name)]
    if names.count(PLUGIN) > 1:  # each would make a site of its own
        refused.append((("plugins", PLUGIN), f"the plugin {PLUGIN!r} is here twice", "keep one"))
        first = names.index(PLUGIN)
        listed = [item for item in listed if PLUGIN not in item] + [listed[first]]
    own = options_of(said)
    if own is None:
        fix = f"add it to 'plugins', as in: plugins: [{PLUGIN}]"
        refused.append((("plugins",), f"the plugin {PLUGIN!r} is missing", fix))
        listed.append({PLUGIN: {}})
    elif own.get("enabled") is False:  # MkDocs gives each plugin this option
        del own["enabled"]
        refused.append((("plugins", PLUGIN, "enabled"), "without the plugin there is no site", "delete it"))
    admitted = [(name, item) for item in listed if _is_admitted(name := str(next(iter(item), "")))]
    refused += [each for name, item in admitted for each in _refuse_options(name, item[name])]
    kept = [_as_found(item, name, theme) for name, item in admitted]
    return kept, refused


def options_of(said: Any) -> dict[str, Any] | None:
    """Return the options of briefbook's plugin, of all plugins in the settings; None if it is missing."""
    own = next((item for item in _listed(said) if PLUGIN in item), None)
    if own is None:
        return None
    return own[PLUGIN] if isinstance(own[PLUGIN], dict) else {}


def _refuse_plugin(name: str) -> Iterator[Refused]:
    """Yield why a site may not have a plugin, if it may not."""
    if not _is_admitted(name):
        why = _OTHERS.get(_short(name), "may make a reader's browser ask other hosts")
        yield ("plugins", name), f"the plugin {name!r} {why}", "delete it"


def _refuse_options(name: str, said: Any) -> Iterator[Refused]:
    """Yield why a plugin that a site may have may not have some of its options."""
    keys: KeyPath = ("plugins", name)
    for option in said if isinstance(said, dict) else ():
        if not _may_have(name, option):
            why = _REASONS.get(option, _UNKNOWN)
            yield (*keys, str(option)), f"the option {option!r} of {name!r} {why}", "delete it"


def _listed(said: Any) -> list[dict[str, Any]]:
    """Return each plugin that the settings name, with what they say of it, as a map of its own."""
    if isinstance(said, dict):
        return [{name: options} for name, options in said.items()]
    items: Iterable[Any] = said if isinstance(said, list) else ()
    return [item if isinstance(item, dict) else {str(item): {}} for item in items]


def _short(name: str) -> str:
    """Return the name of a plugin without that of the theme which brings it, and without its count."""
    return name.partition(" #")[0].removeprefix(f"{THEME}/")


def _is_admitted(name: str) -> bool:
    return name == PLUGIN or _short(name) in _KEPT_TO_SITE


def _may_have(name: str, option: object) -> bool:
    return name == PLUGIN or option in _KEPT_TO_SITE[_short(name)]


def _as_found(item: dict[str, Any], name: str, theme: Any) -> dict[str, Any]:
    """Return an item of the list of plugins with the name by which MkDocs finds it, and options it may have.

    MkDocs would look for a short name in the theme first, before it is known that the settings name none.
    """
    if len(item) > 1:
        return item  # which MkDocs refuses
    named = theme.get("name") if isinstance(theme, dict) else theme
    options = item[name]
    if isinstance(options, dict):
        options = {option: value for option, value in options.items() if _may_have(name, option)}
    if "/" in name or name == PLUGIN:
        return {name: options}
    return {f"/{name}" if name == "search" and named != THEME else f"{THEME}/{name}": options}
