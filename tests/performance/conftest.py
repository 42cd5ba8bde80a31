"""What the tests of performance share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from organisation.models import Staff

    SignIn = Callable[[Staff], Client]


@pytest.fixture
def signed_in() -> SignIn:
    """A browser of its own for a person, past the sign-in page."""
    from django.test import Client

    def sign_in(person: Staff) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
