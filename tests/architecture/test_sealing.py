"""Personal data at rest: every text of class C2 is sealed or says here why not."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from organisation import rotation
from organisation.choices import DataClass
from tests.architecture.test_code import our_models

# Texts of class C2 that are not sealed, with the reason (docs/decisions/0008).
PLAIN = {
    "organisation.Reject.value": "kept with the mask of its kind only",
    "organisation.Staff.email": "of staff, not of customers: sign-in mails are sent to it",
    "organisation.Staff.phone": "of staff, not of customers",
    "customers.Alert.evidence": "amounts, days and codes",
    "customers.Flag.evidence": "amounts, days and codes",
    "customers.TierAssessment.reasons": "codes of a closed list",
}
TEXTS = (models.CharField, models.TextField, models.JSONField)


def plain_texts(model: type[models.Model]) -> Iterator[str]:
    """Columns of class C2 that hold free text as it is; codes of a closed list are none."""
    classes = getattr(model, "data_classes", {})
    for field in model._meta.concrete_fields:
        free = isinstance(field, TEXTS) and not field.choices
        if free and classes.get(field.name) is DataClass.C2:
            yield f"{model._meta.label}.{field.name}"


def half_sealed(model: type[models.Model]) -> Iterator[str]:
    """Sealed columns without the attribute that opens them, attributes without their column or their row."""
    names = {field.name for field in model._meta.concrete_fields}
    attributes = rotation.attributes(model)
    stored = {one.stored for one in attributes}
    for name in sorted({one for one in names if one.endswith("_sealed")} ^ stored):
        yield f"{model._meta.label}.{name}"
    for one in attributes:
        if one.row not in names or not model._meta.get_field(one.row).unique:
            yield f"{model._meta.label}.{one.column} is sealed by {one.row}, which names no row"


def test_texts_of_class_c2_are_sealed_or_say_why_not() -> None:
    assert sorted(one for model in our_models() for one in plain_texts(model)) == sorted(PLAIN)


def test_every_sealed_column_opens_by_its_row() -> None:
    assert [one for model in our_models() for one in half_sealed(model)] == []


def test_a_plain_and_a_half_sealed_column_are_found() -> None:
    class Meta:
        app_label = "planted"

    attributes = {
        "__module__": __name__,
        "Meta": Meta,
        "nickname": models.CharField(max_length=3),
        "note_sealed": models.BinaryField(default=b""),
        "data_classes": {"nickname": DataClass.C2},
    }
    planted = type("PlantedPerson", (models.Model,), attributes)
    assert list(plain_texts(planted)) == ["planted.PlantedPerson.nickname"]
    assert list(half_sealed(planted)) == ["planted.PlantedPerson.note_sealed"]


def test_every_sealed_column_is_among_those_whose_key_changes() -> None:
    known = {(table.name, column) for table in rotation.tables() for column in table.columns}
    every = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.name.endswith("_sealed")
    }
    assert known == every
