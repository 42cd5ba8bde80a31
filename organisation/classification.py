"""Declares the data class of every column, so that masking, exports and the security review share one list.

Each model says `data_classes = classified(c2="name phone", c1="opened_on", none="id status")`.
An architecture test holds the declaration against the model's columns: none missing, none extra.
C3 (passwords of customers, card secrets) has no word here because the portal stores none.
"""

from collections.abc import Mapping

from organisation.choices import DataClass


def classified(*, none: str = "", c1: str = "", c2: str = "") -> Mapping[str, DataClass]:
    """Map column names (blank-separated) to their class; a name given twice is an error."""
    declared: dict[str, DataClass] = {}
    for data_class, names in ((DataClass.NONE, none), (DataClass.C1, c1), (DataClass.C2, c2)):
        for name in names.split():
            if name in declared:
                raise ValueError(f"column {name} has two data classes")
            declared[name] = data_class
    return declared
