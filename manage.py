#!/usr/bin/env python
"""Entry point of the commands. Starts the embedded servers for as long as a command needs them."""

import os
import sys

from bankcrm.embedded import session


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bankcrm.settings")
    os.environ.setdefault("BANKCRM_ROLE", "command")
    if not os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_URL_FILE"):
        os.environ.setdefault("BANKCRM_MODE", "demo")
    with session.for_command(sys.argv[1:]):
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
