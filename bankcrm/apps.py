"""Django's handle on the roof."""

from django.apps import AppConfig


class BankcrmConfig(AppConfig):
    name = "bankcrm"

    def ready(self) -> None:
        """Make the Celery application the current one in every process: a page that asks the worker for something
        would otherwise speak to a broker of Celery's own default that nobody has."""
        from bankcrm import celery

        celery.app.set_current()
