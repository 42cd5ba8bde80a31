"""Which fields the registers of customer work have, in which order and under which headings.

The sources name 《已识别优质客户信息记录表》, 《优质客户异动销户记录表》 and the registers of files and contracts taken
out, and print the fields of none of them: the bank fills them in. Until then the registers show the product's own
(domain.md A3), and every page, sheet of paper and file of a register says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from customers.choices import ContractField, IdentifiedField, MovementField, Register, RetrievalField
from organisation.rules.presets import PresetBlank, PresetError, PresetProblem, Reader

Fields = type[IdentifiedField] | type[MovementField] | type[RetrievalField] | type[ContractField]
FIELDS: Mapping[Register, tuple[str, Fields]] = {
    Register.IDENTIFIED: ("identified_field", IdentifiedField),
    Register.MOVEMENTS: ("movement_field", MovementField),
    Register.RETRIEVALS: ("retrieval_field", RetrievalField),
    Register.CONTRACTS: ("contract_field", ContractField),
}
_I, _M, _C = IdentifiedField, MovementField, ContractField
PRODUCTS_OWN: Mapping[Register, Sequence[str]] = {
    Register.IDENTIFIED: tuple(one for one in _I if one not in (_I.TIER, _I.NEXT_ON, _I.EXPIRES_ON)),
    Register.MOVEMENTS: tuple(one for one in _M if one not in (_M.DUE_ON, _M.CLOSED_ON)),
    Register.RETRIEVALS: tuple(RetrievalField),
    Register.CONTRACTS: tuple(_C),
}


@dataclass(frozen=True, slots=True)
class RegisterField:
    """A field and its headings; an empty heading is the field's usual name."""

    code: str
    heading_zh: str = ""
    heading_en: str = ""


@dataclass(frozen=True, slots=True)
class RegistersPolicy:
    """The fields of each register in the bank's order."""

    fields: Mapping[Register, Sequence[RegisterField]]

    @classmethod
    def read(cls, preset: Reader) -> RegistersPolicy:
        return cls({register: _fields(preset, register) for register in Register})


def products_own(register: Register) -> Sequence[RegisterField]:
    return tuple(RegisterField(code) for code in PRODUCTS_OWN[register])


def as_rows(register: Register) -> list[dict[str, str | None]]:
    """The product's own fields as the preset writes them: where the bank begins when it fills a register in."""
    parameter = FIELDS[register][0]
    return [
        {parameter: code, "heading_zh": None, "heading_en": None} for code in map(str, PRODUCTS_OWN[register])
    ]


def _fields(preset: Reader, register: Register) -> Sequence[RegisterField]:
    """At least one field, none twice. A version from before a register existed has not filled it in."""
    if not preset.has(register):
        raise PresetBlank(preset.at(register))
    parameter, known = FIELDS[register]
    found: dict[str, RegisterField] = {}
    for entry in preset.items(register):
        code = str(entry.choice(parameter, known).value)
        if code in found:
            raise PresetError(entry.at(parameter), PresetProblem.ORDER, f"{code} twice")
        headings = [entry.text(name) if entry.has(name) else "" for name in ("heading_zh", "heading_en")]
        found[code] = RegisterField(code, *headings)
    if not found:
        raise PresetBlank(preset.at(register))
    return tuple(found.values())
