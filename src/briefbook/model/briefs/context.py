"""Strategic context: an answer to a question that the desk is asked."""

from typing import Annotated, ClassVar

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.fields import Words
from briefbook.model.labels import Label


class Context(BriefFacts):
    """Strategic context: an answer to a question that the desk is asked."""

    kind: ClassVar[str] = "context"
    folder: ClassVar[str] = "context"
    section_title: ClassVar[str] = "Strategic context"

    question: Annotated[Words | None, Label("Question")] = None

    @property
    def names(self) -> tuple[str, ...]:
        """What a reader may call it: the question that it answers too."""
        return tuple(filter(None, (self.title, self.short, self.question, *self.aliases)))

    @property
    def has_rows(self) -> bool:
        """Whether it has a question."""
        return self.question is not None

    @property
    def group(self) -> str | None:
        """The question that it answers."""
        return self.question
