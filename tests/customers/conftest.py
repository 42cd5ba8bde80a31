"""A small bank with a published night, and people who are signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from organisation.models import Staff
    from tests.customers.bank import Bank
    from tests.factories.organisation import Cast

    SignIn = Callable[[Staff], Client]


@pytest.fixture
def bank(cast: Cast) -> Bank:
    from tests.customers.bank import a_bank

    return a_bank(cast)


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which the person is signed in, speaking English."""
    from django.test import Client

    def signed_in(person: Staff) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
