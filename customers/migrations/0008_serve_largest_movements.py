"""Serve the panel of the largest movements in the scope of the whole bank without reading a whole night."""

from django.db import migrations

INDEXES = """
CREATE INDEX customer_day_moves ON customers_customerday (abs(change_day) DESC, customer_id)
    WHERE change_day <> 0;
CREATE INDEX customer_month_moves ON customers_customerday (abs(change_month) DESC, customer_id)
    WHERE change_month <> 0;
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0007_add_up")]
    operations = [migrations.RunSQL(INDEXES, migrations.RunSQL.noop)]
