"""What is shown in place of a brief that nothing replaces."""

from briefbook.model.fields import Date, Id, Text, Words
from briefbook.model.records import Record


class TombstoneFacts(Record):
    """What is shown in place of a brief that nothing replaces."""

    dated_by = ("withdrawn",)

    title: Words
    withdrawn: Date
    because: Text
    see: tuple[Id, ...] = ()
