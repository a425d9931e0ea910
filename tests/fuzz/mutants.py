"""A book by chance: one of the starting points, with a few changes of its texts and its files."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random

from tests.conftest import ROOT
from tests.fuzz.samples import NAMES, PICTURES, SCRIPTS, SETTINGS, TEMPLATES, Files, starting_points
from tests.fuzz.texts import change_markdown, change_yaml, damage

_OWN_TEMPLATES = tuple(
    path.relative_to(ROOT).as_posix()
    for path in sorted((ROOT / "templates").rglob("*"))
    if path.suffix in (".html", ".typ", ".css")
)
_FRONT_MATTER = "---\n"
_SOUND = 0.85
"""The share of books that begin without a mistake: what is rendered and printed is among them."""


@dataclass
class Mutant:
    """A book by chance, the same for each seed and number."""

    seed: str
    number: int
    files: Files = field(init=False)
    links: dict[str, str | None] = field(init=False, default_factory=dict)
    """What is not a plain file: where a link leads, by path; None for a pipe, from which nothing comes."""
    changes: list[str] = field(init=False, default_factory=list)
    """What was done, in words."""

    def __post_init__(self) -> None:
        self._random = Random(f"{self.seed}/{self.number}")
        small, *mistaken = starting_points()
        self.files = dict(small if self._random.random() < _SOUND else self._random.choice(mistaken))
        for _ in range(self._random.choice((1, 1, 1, 1, 1, 2, 2, 3, 7))):
            change, path = self._random.choices(_CHANGES, _OFTEN)[0], self._random.choice(sorted(self.files))
            changed = change(self, path) or path
            self.changes.append(f"{change.__name__.replace('_', ' ')}: {changed}")
            if not self.files:
                break

    def write(self, folder: Path) -> None:
        """Write the book into a new folder; what the file system does not take is left out."""
        for path, content in self.files.items():
            with suppress(OSError):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)
        for path, target in self.links.items():
            with suppress(OSError):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                os.mkfifo(folder / path) if target is None else (folder / path).symlink_to(target)
        folder.mkdir(exist_ok=True)

    def damage_bytes(self, path: str) -> None:
        self.files[path] = damage(self._random, self.files[path])

    def change_prose(self, _: str) -> str:
        """Change the Markdown of a brief or of a page, but not the front matter."""
        path = self._one_of(".md")
        head, body = _parted(self._text(path))
        self._put(path, head + change_markdown(self._random, body))
        return path

    def change_values(self, _: str) -> str:
        """Change the YAML of a file, or of the front matter of a brief."""
        path = self._one_of(".md", ".yml")
        head, body = _parted(self._text(path))
        if path.endswith(".yml"):
            self._put(path, change_yaml(self._random, body))
        elif head:
            values = change_yaml(self._random, head[len(_FRONT_MATTER) : -len(_FRONT_MATTER)])
            self._put(path, f"{_FRONT_MATTER}{values}\n{_FRONT_MATTER}{body}")
        return path

    def add_setting(self, _: str) -> str:
        text = self._text("mkdocs.yml")
        self._put("mkdocs.yml", f"{text}\n{self._random.choice(SETTINGS)}\n")
        return "mkdocs.yml"

    def add_template(self, _: str) -> str:
        """Give the book a template of its own, damaged or with a piece that fails."""
        path = self._random.choice(_OWN_TEMPLATES)
        text = (ROOT / path).read_text("utf-8")
        at = self._random.randrange(len(text) + 1)
        self._put(path, text[:at] + self._random.choice(TEMPLATES) + text[at:])
        return path

    def add_picture(self, _: str) -> str:
        """Put a damaged file beside a brief, which shows it or leads to it."""
        brief = self._random.choice(
            [path for path in self.files if path.startswith("briefs/") and path.count("/") == 2]
            or ["briefs/context/other.md"]
        )
        name, content = self._random.choice(sorted(PICTURES.items()))
        folder = PurePosixPath(brief).with_suffix("")
        self.files[f"{folder}/{name}"] = content
        shown = f"{self._random.choice(('![A picture]', '[A file]'))}({folder.name}/{name})"
        self._put(brief, f"{self._text(brief)}\n\n{shown}\n")
        return f"{folder}/{name}"

    def add_script(self, _: str) -> str:
        """Write into a brief or a register, in prose or in a field, what would run in a browser."""
        path = self._one_of(".md", ".yml")
        lines = self._text(path).split("\n")
        number = self._random.randrange(len(lines))
        script = self._random.choice(SCRIPTS)
        quoted = script.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        key, colon, _ = lines[number].partition(": ")
        lines[number] = f'{key}: "{quoted}"' if colon else f"{lines[number]} {script}"
        self._put(path, "\n".join(lines))
        return path

    def delete(self, path: str) -> None:
        del self.files[path]

    def rename(self, path: str) -> None:
        self.files[self._other_name(path)] = self.files.pop(path)

    def copy(self, path: str) -> None:
        self.files[self._other_name(path)] = self.files[path]

    def move(self, path: str) -> None:
        folder = PurePosixPath(self._random.choice(sorted(self.files))).parent
        self.files[str(folder / PurePosixPath(path).name)] = self.files.pop(path)

    def swap(self, path: str) -> None:
        other = self._random.choice(sorted(self.files))
        self.files[path], self.files[other] = self.files[other], self.files[path]

    def become_folder(self, path: str) -> None:
        self.files[f"{path}/{PurePosixPath(path).name}"] = self.files.pop(path)

    def become_link(self, path: str) -> None:
        targets = ("/etc/hostname", "/", ".", "..", PurePosixPath(path).name, "nowhere", "../book.yml", None)
        del self.files[path]
        self.links[path] = self._random.choice(targets)

    def _one_of(self, *suffixes: str) -> str:
        fitting = sorted(path for path in self.files if path.endswith(suffixes))
        return self._random.choice(fitting) if fitting else "briefs/context/other.md"

    def _text(self, path: str) -> str:
        return self.files.get(path, b"").decode("utf-8", "surrogateescape")

    def _put(self, path: str, text: str) -> None:
        self.files[path] = text.encode(
            "utf-8", "surrogateescape" if "\ud800" not in text else "surrogatepass"
        )

    def _other_name(self, path: str) -> str:
        old = PurePosixPath(path)
        name = self._random.choice((*NAMES, *(PurePosixPath(each).stem for each in sorted(self.files))))
        if self._random.random() < 0.3:
            name = f"{old.stem}{name}"
        suffix = self._random.choice(
            (old.suffix, old.suffix, old.suffix, "", ".md", ".yml", ".yaml", ".MD", ".svg")
        )
        return str(old.with_name(f"{name}{suffix}"))


def _parted(text: str) -> tuple[str, str]:
    """Return the front matter of a text with the lines around it, and what follows."""
    if not text.startswith(_FRONT_MATTER):
        return "", text
    head, line, body = text[len(_FRONT_MATTER) :].partition(f"\n{_FRONT_MATTER}")
    return (f"{_FRONT_MATTER}{head}{line}", body) if line else ("", text)


_MAKES: dict[Callable[[Mutant, str], str | None], int] = {
    Mutant.change_prose: 30,
    Mutant.change_values: 34,
    Mutant.damage_bytes: 8,
    Mutant.add_script: 6,
    Mutant.add_picture: 5,
    Mutant.add_setting: 4,
    Mutant.add_template: 2,
    Mutant.delete: 2,
    Mutant.rename: 3,
    Mutant.copy: 2,
    Mutant.move: 2,
    Mutant.swap: 1,
    Mutant.become_folder: 1,
    Mutant.become_link: 1,
}
"""How often each change is made, among a hundred."""
_CHANGES, _OFTEN = list(_MAKES), list(_MAKES.values())
