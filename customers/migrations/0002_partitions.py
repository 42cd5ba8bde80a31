"""Partition what grows by day: balances by month of their day, the night's results by run.

A run's partitions are filled beside the published ones and dropped whole, so nothing is updated in place and
nothing bloats. Indexes serve the list page: one per scope and default order.
"""

from django.db import migrations

TABLES = (
    ("customers_balance", "account_id, day", "RANGE (day)"),
    ("customers_customerday", "run_id, customer_id", "LIST (run_id)"),
    ("customers_holdingday", "run_id, customer_id, asset_class", "LIST (run_id)"),
    ("customers_rollup", "run_id, kind, subject_id, asset_class", "LIST (run_id)"),
)
INDEXES = """
CREATE INDEX customer_day_aum ON customers_customerday (aum DESC, customer_id DESC);
CREATE INDEX customer_day_branch ON customers_customerday (branch_id, aum DESC, customer_id DESC);
CREATE INDEX customer_day_owner ON customers_customerday (owner_id, aum DESC, customer_id DESC);
CREATE INDEX customer_day_name ON customers_customerday (name_key, customer_id);
CREATE INDEX customer_day_tier ON customers_customerday (branch_id, tier_rank, aum DESC, customer_id DESC);
CREATE INDEX customer_day_avg ON customers_customerday (avg_month DESC, customer_id DESC);
"""


def partitioned(table: str, key: str, by: str) -> str:
    return f"""
        ALTER TABLE {table} RENAME TO {table}_plain;
        CREATE TABLE {table} (LIKE {table}_plain INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY {by};
        DROP TABLE {table}_plain;
        ALTER TABLE {table} ADD CONSTRAINT {table}_key PRIMARY KEY ({key});
    """


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [
        *(migrations.RunSQL(partitioned(*table), migrations.RunSQL.noop) for table in TABLES),
        migrations.RunSQL(INDEXES, migrations.RunSQL.noop),
    ]
