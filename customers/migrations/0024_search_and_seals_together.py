"""Joins two lines of changes that were made side by side; changes nothing itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0021_search_inside_a_branch"),
        ("customers", "0023_account_numbers_are_sealed"),
    ]

    operations = []
