"""`manage.py rotate_keys`: everything sealed and hashed with the newest keys, while people work."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from customers import rehashing, search
from organisation import audit, rotation, second_factors, vault
from organisation.nightly import ledger, staging
from organisation.nightly.refusal import AlreadyRunning


class Command(BaseCommand):
    help = (
        "Seal with the newest of BANKCRM_DATA_KEYS and hash with the newest of BANKCRM_SEARCH_KEY what an older key"
        " did. May be stopped and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only count what an older key did")
        parser.add_argument("--chunk", type=int, default=rotation.CHUNK, help="rows in one transaction")

    def handle(self, *args: Any, check: bool, chunk: int, **options: Any) -> None:
        if not check:
            self._record("keys.rotate", vault.current_key(), rotation.rotate(chunk=max(chunk, 1)))
            self._record("keys.rehash", search.key_numbers()[0], self._rehash(max(chunk, 1)))
        if left := self._left():
            told = ", ".join(f"{name} {rows}" for name, rows in left.items())
            raise CommandError(_("Left with an older key: %(left)s. Run it again.") % {"left": told})
        self.stdout.write(
            _("Everything is sealed with key %(key)d; older keys may go.") % {"key": vault.current_key()}
        )
        self.stdout.write(
            _("Everything is found by search key %(key)d; older keys may go.")
            % {"key": search.key_numbers()[0]}
        )

    def _rehash(self, chunk: int) -> dict[str, int]:
        """The night joins by hashes, so it waits; nothing that it staged is of use afterwards."""
        done = {"second factors": found} if (found := second_factors.seal_anew()) else {}
        if not rehashing.left():
            return done
        try:
            with ledger.the_night():
                staging.prepare()
                staging.forget()
                return done | rehashing.rehash(chunk=chunk)
        except AlreadyRunning:
            raise CommandError(
                _("A night is running: hashes are made anew after it. Run it again.")
            ) from None

    def _left(self) -> dict[str, int]:
        found = rotation.left()
        for name, rows in {**rehashing.left(), "second factors": second_factors.left()}.items():
            if rows:
                found[name] = found.get(name, 0) + rows
        return found

    def _record(self, action: str, key: int, done: Mapping[str, int]) -> None:
        for name, rows in done.items():
            self.stdout.write(f"{name}: {rows}")
        if done:
            after = {"key": key, "rows": dict(done)}
            audit.record(by=None, action=action, target="vault:keys", at=timezone.now(), after=after)
