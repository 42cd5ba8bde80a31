"""While the demo bank is loaded, pages say so; probes and files answer as ever; afterwards nothing is left of it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from bankcrm import first_night


@pytest.fixture
def running() -> Iterator[None]:
    first_night.begin(settings.BANKCRM_HOME)
    yield
    first_night.end(settings.BANKCRM_HOME)


@pytest.mark.django_db
@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("address", ["/", "/customers/", "/no-such-page"])
def test_every_page_says_that_the_first_night_runs_and_looks_again(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.templates[0].name == "first_night.html"
    assert (answer["Refresh"], answer["Cache-Control"]) == ("3", "no-store")
    assert "script-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.usefixtures("running")
def test_probes_answer_meanwhile(client: Client) -> None:
    assert client.get("/livez").content == b"ok"


@pytest.mark.django_db
def test_afterwards_pages_are_themselves(client: Client) -> None:
    first_night.end(settings.BANKCRM_HOME)
    assert "Refresh" not in client.get("/")
