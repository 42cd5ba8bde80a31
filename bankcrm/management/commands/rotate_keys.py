"""`manage.py rotate_keys`: seal everything with the newest key of BANKCRM_DATA_KEYS, while people work."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation import audit, rotation, vault


class Command(BaseCommand):
    help = "Seal with the newest key of BANKCRM_DATA_KEYS what an older one sealed. May be stopped and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only count what an older key sealed")
        parser.add_argument("--chunk", type=int, default=rotation.CHUNK, help="rows in one transaction")

    def handle(self, *args: Any, check: bool, chunk: int, **options: Any) -> None:
        newest = vault.current_key()
        if not check:
            done = rotation.rotate(chunk=max(chunk, 1))
            for name, rows in done.items():
                self.stdout.write(f"{name}: {rows}")
            if done:
                after = {"key": newest, "rows": done}
                audit.record(
                    by=None, action="keys.rotate", target="vault:keys", at=timezone.now(), after=after
                )
        if left := rotation.left():
            told = ", ".join(f"{name} {rows}" for name, rows in left.items())
            raise CommandError(_("Still sealed with an older key: %(left)s. Run it again.") % {"left": told})
        self.stdout.write(_("Everything is sealed with key %(key)d; older keys may go.") % {"key": newest})
