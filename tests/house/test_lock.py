"""Both locks are closed: whatever an entry needs, on any system and Python, is an entry too."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import product

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.lock import DEV, PYTHONS, RUN, entries

SYSTEMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
]
HERE = {name: str(value) for name, value in default_environment().items()}
ENVIRONMENTS = [
    {**HERE, **system, "python_version": python, "python_full_version": f"{python}.{patch}"}
    for system, python, patch in product(SYSTEMS, PYTHONS, (0, 99))
]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = SETTINGS["dependency-groups"]
TO_RUN = [*SETTINGS["project"]["dependencies"], *SETTINGS["build-system"]["requires"], *GROUPS["build"]]


def locked(*locks: str) -> list[Requirement]:
    lines = [entry.splitlines()[0] for lock in locks for entry in entries(lock)]
    return [Requirement(line.removesuffix("\\")) for line in lines]


def applying(
    requirements: Iterable[Requirement], environment: dict[str, str], *extras: str
) -> Iterator[Requirement]:
    for requirement in requirements:
        marker = requirement.marker
        if marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)):
            yield requirement


@cache
def needs(entry: Requirement) -> list[Requirement]:
    """Return what an entry needs by its metadata; nothing if that version of it is not installed."""
    try:
        there = distribution(entry.name)
    except PackageNotFoundError:
        return []
    return [Requirement(line) for line in there.requires or ()] if there.version in entry.specifier else []


def gaps(entries: list[Requirement], wanted: list[Requirement], environment: dict[str, str]) -> list[str]:
    """Return each requirement that no entry fulfils, of those that are wanted and of those that the entries have."""
    here = list(applying(entries, environment))
    needed = [need for entry in here for need in applying(needs(entry), environment, *entry.extras)]
    return [
        f"{need} on {environment['sys_platform']} with Python {environment['python_full_version']}"
        for need in [*applying(wanted, environment), *needed]
        if not any(fulfils(entry, need) for entry in here)
    ]


def fulfils(entry: Requirement, need: Requirement) -> bool:
    (version,) = (pin.version for pin in entry.specifier)
    return (
        canonicalize_name(entry.name) == canonicalize_name(need.name)
        and need.extras <= entry.extras
        and need.specifier.contains(version, prereleases=True)
    )


@pytest.fixture(scope="module")
def run() -> list[Requirement]:
    return locked((ROOT / RUN).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def both(run: list[Requirement]) -> list[Requirement]:
    return run + locked((ROOT / DEV).read_text(encoding="utf-8"))


def test_what_briefbook_needs_to_run_is_closed(run: list[Requirement]) -> None:
    wanted = [Requirement(line) for line in TO_RUN]
    assert [gap for environment in ENVIRONMENTS for gap in gaps(run, wanted, environment)] == []


def test_what_development_needs_is_closed(both: list[Requirement]) -> None:
    wanted = [Requirement(line) for line in GROUPS["dev"]]
    assert [gap for environment in ENVIRONMENTS for gap in gaps(both, wanted, environment)] == []


def test_the_locks_do_not_contradict_each_other(both: list[Requirement]) -> None:
    for environment in ENVIRONMENTS:
        pins = {(entry.name, str(entry.specifier)) for entry in applying(both, environment)}
        assert len(pins) == len({name for name, _ in pins})


def test_what_is_installed_is_what_the_locks_name(both: list[Requirement]) -> None:
    named = {entry.name: str(entry.specifier) for entry in applying(both, HERE)}
    assert {name: f"=={distribution(name).version}" for name in named} == named


@pytest.mark.parametrize(
    ("named", "instead", "need", "system"),
    [
        ("packaging==", "another==", "packaging>=", "linux"),
        ("coverage[toml]==", "coverage==", "coverage[toml]>=", "win32"),
        ("jinja2==3.", "jinja2==2.", "jinja2>=3.1", "darwin"),
        ("colorama==0.4.6", "colorama==0.4.6 ; os_name == 'nt'", "colorama>=", "linux"),
    ],
)
def test_a_gap_is_found(named: str, instead: str, need: str, system: str) -> None:
    texts = [(ROOT / lock).read_text(encoding="utf-8").replace(named, instead) for lock in (RUN, DEV)]
    found = [gap for environment in ENVIRONMENTS for gap in gaps(locked(*texts), [], environment)]
    assert any(gap.startswith(need) and f" on {system} " in gap for gap in found)
