"""What goes into an edition only once somebody has cleared it: briefs and packs."""

from typing import Annotated

from briefbook.model.fields import Day, Words
from briefbook.model.labels import Label
from briefbook.model.records import Record
from briefbook.model.vocabulary import Clearance


class Releasable(Record):
    """What an edition may hold, and from when: if and by whom it was cleared, and when it was written."""

    clearance: Annotated[Clearance, Label("Clearance")] = "draft"
    cleared_by: Annotated[Words | None, Label("Cleared by")] = None
    cleared_on: Annotated[Day | None, Label("Cleared on")] = None
    embargo_until: Annotated[Day | None, Label("Under embargo until")] = None
    written: Annotated[Day | None, Label("Written as of")] = None

    @property
    def is_cleared(self) -> bool:
        """Whether the desk has cleared it."""
        return self.clearance == "cleared"
