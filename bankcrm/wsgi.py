"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bankcrm.settings")

application = get_wsgi_application()
# Every view is imported now, once, before the workers fork: otherwise the first visitor of each would wait for it.
get_resolver().url_patterns  # noqa: B018 -- reading it is what imports
