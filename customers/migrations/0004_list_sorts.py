"""Serve the list's order by next maturity, and the panel of moved tiers, without reading a whole night."""

from django.db import migrations

INDEXES = """
CREATE INDEX customer_day_maturity ON customers_customerday (next_maturity_on, customer_id)
    WHERE next_maturity_on IS NOT NULL;
CREATE INDEX customer_day_moved ON customers_customerday (customer_id)
    WHERE tier <> tier_previous AND tier_previous <> '';
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0003_numbers_are_numbers")]
    operations = [migrations.RunSQL(INDEXES, migrations.RunSQL.noop)]
