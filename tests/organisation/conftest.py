"""People who are signed in, speaking English, and what a page costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from organisation.models import Staff

    SignIn = Callable[[Staff], Client]
    Cost = Callable[[Client, str], int]


@pytest.fixture
def sign_in() -> SignIn:
    """A browser of its own for a person, past the sign-in page."""
    from django.test import Client

    def signed_in(person: Staff) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def cost() -> Cost:
    """How many statements a page asks of the database, once the session is in the cache."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(client: Client, path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    return asked
