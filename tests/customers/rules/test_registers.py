"""Which fields a register has: chosen by the bank, in its order, under its headings."""

from __future__ import annotations

from typing import Any

import pytest

from customers.choices import Register
from customers.rules.registers import FIELDS, RegisterField, RegistersPolicy, as_rows, products_own
from organisation.rules.presets import PresetBlank, PresetError, PresetProblem, Reader


def value(**more: Any) -> dict[str, Any]:
    return {register.value: as_rows(register) for register in Register} | more


def test_the_bank_chooses_fields_order_and_headings() -> None:
    rows = [
        {"identified_field": "NAME", "heading_zh": "客户姓名", "heading_en": None},
        {"identified_field": "AT", "heading_zh": None, "heading_en": "When"},
    ]
    policy = RegistersPolicy.read(Reader(value(identified_customer=rows)))
    assert policy.fields[Register.IDENTIFIED] == (
        RegisterField("NAME", "客户姓名", ""),
        RegisterField("AT", "", "When"),
    )
    assert policy.fields[Register.MOVEMENTS] == products_own(Register.MOVEMENTS)


@pytest.mark.parametrize(
    ("rows", "problem", "path"),
    [
        (None, PresetProblem.BLANK, "document_retrieval"),
        ([], PresetProblem.BLANK, "document_retrieval"),
        ([{"retrieval_field": "AT"}] * 2, PresetProblem.ORDER, "document_retrieval[1].retrieval_field"),
        (
            [{"retrieval_field": "SALARY"}],
            PresetProblem.CHOICE,
            "document_retrieval[0].retrieval_field",
        ),
    ],
)
def test_what_a_register_cannot_be(rows: Any, problem: PresetProblem, path: str) -> None:
    with pytest.raises(PresetError) as refused:
        RegistersPolicy.read(Reader(value(document_retrieval=rows)))
    assert (refused.value.problem, refused.value.path) == (problem, path)


def test_a_version_from_before_a_register_existed_has_not_filled_it_in() -> None:
    older = value()
    del older["contract_borrowing"]
    with pytest.raises(PresetBlank):
        RegistersPolicy.read(Reader(older))


@pytest.mark.parametrize("register", list(Register))
def test_the_products_own_fields_are_known_ones(register: Register) -> None:
    known = {str(one.value) for one in FIELDS[register][1]}
    assert {field.code for field in products_own(register)} - known == set()
