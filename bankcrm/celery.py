"""The Celery application and the schedule. Work state lives in PostgreSQL; the broker only wakes workers."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bankcrm.settings")

app = Celery("bankcrm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The schedule is code: a row in a table would be invisible in review.
app.conf.beat_schedule = {
    "take new drops": {"task": "bankcrm.tasks.sweep_drops", "schedule": 5 * 60.0},
    "close what is due for customers": {"task": "customers.tasks.sweep", "schedule": 60.0},
    "rehearse what waits": {"task": "bankcrm.tasks.rehearse", "schedule": 60.0},
    "anchor the audit chain": {"task": "bankcrm.tasks.anchor_audit", "schedule": 10 * 60.0},
}
