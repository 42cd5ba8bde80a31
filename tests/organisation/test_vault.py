"""Sealed values open where they were sealed, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import override_settings

from organisation import vault
from organisation.vault import VaultError

PLACE = {"table": "customers_customer", "column": "phone", "row": "C0000001"}
OLD, NEW = "old key " * 6, "new key " * 6


def test_a_sealed_value_opens_in_its_place_and_says_nothing_of_itself() -> None:
    sealed = vault.seal(b"15400000001", **PLACE)
    assert b"1540" not in sealed
    assert vault.unseal(sealed, **PLACE) == b"15400000001"


@pytest.mark.parametrize("moved", [{"row": "C0000002"}, {"column": "id_no"}, {"table": "customers_prospect"}])
def test_a_value_that_was_moved_does_not_open(moved: dict[str, str]) -> None:
    sealed = vault.seal(b"secret", **PLACE)
    with pytest.raises(VaultError):
        vault.unseal(sealed, **{**PLACE, **moved})


def test_a_changed_or_cut_value_does_not_open() -> None:
    sealed = vault.seal(b"secret", **PLACE)
    for place in range(1, len(sealed)):
        broken = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(VaultError):
            vault.unseal(broken, **PLACE)
    with pytest.raises(VaultError, match="too short"):
        vault.unseal(sealed[:20], **PLACE)


def test_ten_thousand_seals_never_share_a_nonce() -> None:
    assert len({vault.seal(b"x", **PLACE)[1:13] for _ in range(10_000)}) == 10_000


def test_keys_are_changed_while_the_old_ones_still_open() -> None:
    with override_settings(BANKCRM_DATA_KEYS=OLD):
        sealed = vault.seal(b"secret", **PLACE)
        assert vault.key_number(sealed) == 1
    with override_settings(BANKCRM_DATA_KEYS=f"2:{NEW},1:{OLD}"):
        assert vault.unseal(sealed, **PLACE) == b"secret"
        assert vault.key_number(vault.seal(b"secret", **PLACE)) == 2
    with override_settings(BANKCRM_DATA_KEYS=f"2:{NEW}"), pytest.raises(VaultError, match="key 1"):
        vault.unseal(sealed, **PLACE)
