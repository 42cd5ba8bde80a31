import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0013_assignment"),
        ("organisation", "0008_leavers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CreditShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("share_pct", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Share in %")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_shares",
                        to="customers.customer",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_shares",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["customer", "period", "staff"],
            },
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[("HEAD", "Branch head"), ("FORCED_LEAVE", "Forced leave")],
                        max_length=12,
                        verbose_name="Source",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("follows_absence", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField(verbose_name="Opened at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="Ended at")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custodies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custodies_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-period", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CustodyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "source",
                    models.CharField(
                        choices=[("HEAD", "Branch head"), ("FORCED_LEAVE", "Forced leave")],
                        max_length=12,
                        verbose_name="Source",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("follows_absence", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField(verbose_name="Opened at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="Ended at")),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.custody",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CustodyItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("aum_before", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                (
                    "custody",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="customers.custody",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custody_items",
                        to="customers.customer",
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="custody_items",
                        to="customers.relationship",
                    ),
                ),
            ],
            options={
                "ordering": ["custody", "customer"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("LEFT", "Leaves the bank"),
                            ("POST_CHANGE", "Changes the post"),
                            ("TEAM_MOVE", "Moves to another team"),
                            ("LONG_ABSENCE", "Long absence"),
                        ],
                        max_length=20,
                        verbose_name="Cause",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PREPARED", "To be allocated"),
                            ("OFFERED", "Waiting for receivers"),
                            ("COMPLETED", "Completed"),
                            ("CANCELLED", "Cancelled"),
                        ],
                        default="PREPARED",
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="Takes effect on")),
                ("away_from", models.DateField(blank=True, null=True, verbose_name="Away from")),
                ("away_until", models.DateField(blank=True, null=True, verbose_name="Away to")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("preset_version", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField(verbose_name="Opened at")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandoverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("LEFT", "Leaves the bank"),
                            ("POST_CHANGE", "Changes the post"),
                            ("TEAM_MOVE", "Moves to another team"),
                            ("LONG_ABSENCE", "Long absence"),
                        ],
                        max_length=20,
                        verbose_name="Cause",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PREPARED", "To be allocated"),
                            ("OFFERED", "Waiting for receivers"),
                            ("COMPLETED", "Completed"),
                            ("CANCELLED", "Cancelled"),
                        ],
                        default="PREPARED",
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="Takes effect on")),
                ("away_from", models.DateField(blank=True, null=True, verbose_name="Away from")),
                ("away_until", models.DateField(blank=True, null=True, verbose_name="Away to")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("preset_version", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField(verbose_name="Opened at")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.handover",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("A", "Primary (A)"), ("B", "Backup (B)"), ("C", "Custodian")],
                        max_length=1,
                        verbose_name="Role",
                    ),
                ),
                (
                    "goes",
                    models.CharField(
                        choices=[
                            ("BOTH", "Relationship and credit"),
                            ("RELATIONSHIP", "Relationship only"),
                            ("CREDIT", "Credit only"),
                            ("NOTHING", "Nothing"),
                        ],
                        max_length=12,
                        verbose_name="What goes",
                    ),
                ),
                (
                    "goes_by_rule",
                    models.CharField(
                        choices=[
                            ("BOTH", "Relationship and credit"),
                            ("RELATIONSHIP", "Relationship only"),
                            ("CREDIT", "Credit only"),
                            ("NOTHING", "Nothing"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("CAUSE", "By the cause"),
                            ("FEW_INSTALMENTS", "Too few instalments left to move the loan"),
                            ("ABSENCE_OF_MONTHS", "Absence of some months with a large book"),
                            ("SMALL_BOOK", "Absence of some months with a small book"),
                            ("BACKUP", "The backup's credit is the primary's"),
                            ("EXCEPTION", "Exception"),
                        ],
                        max_length=20,
                        verbose_name="By which rule",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                ("problem_loan", models.BooleanField(default=False)),
                ("aum_before", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("loans_before", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("moved_on", models.DateField(blank=True, null=True)),
                ("introduced_on", models.DateField(blank=True, null=True, verbose_name="Introduced on")),
                (
                    "introduced_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("VISIT", "Visit together"),
                            ("OUTLET", "Together at the outlet"),
                            ("PHONE", "Call together"),
                            ("RECEIVER_ALONE", "By the receiver alone"),
                            ("NOT_WANTED", "The customer did not want it"),
                        ],
                        max_length=16,
                        verbose_name="Introduction",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover_items",
                        to="customers.customer",
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="customers.handover",
                    ),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["handover", "customer", "role"],
            },
        ),
        migrations.CreateModel(
            name="CreditShareEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("share_pct", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="Share in %")),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.creditshare",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.handoveritem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="creditshare",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credit_shares",
                to="customers.handoveritem",
            ),
        ),
        migrations.CreateModel(
            name="HandoverPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OFFERED", "Waiting for an answer"),
                            ("ACCEPTED", "Accepted"),
                            ("DECLINED", "Declined"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="OFFERED",
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("offered_at", models.DateTimeField(verbose_name="Offered at")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="Answered at")),
                ("answer_reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="Takes effect on")),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="customers.handover",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_parts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["handover", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HandoverItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[("A", "Primary (A)"), ("B", "Backup (B)"), ("C", "Custodian")],
                        max_length=1,
                        verbose_name="Role",
                    ),
                ),
                (
                    "goes",
                    models.CharField(
                        choices=[
                            ("BOTH", "Relationship and credit"),
                            ("RELATIONSHIP", "Relationship only"),
                            ("CREDIT", "Credit only"),
                            ("NOTHING", "Nothing"),
                        ],
                        max_length=12,
                        verbose_name="What goes",
                    ),
                ),
                (
                    "goes_by_rule",
                    models.CharField(
                        choices=[
                            ("BOTH", "Relationship and credit"),
                            ("RELATIONSHIP", "Relationship only"),
                            ("CREDIT", "Credit only"),
                            ("NOTHING", "Nothing"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("CAUSE", "By the cause"),
                            ("FEW_INSTALMENTS", "Too few instalments left to move the loan"),
                            ("ABSENCE_OF_MONTHS", "Absence of some months with a large book"),
                            ("SMALL_BOOK", "Absence of some months with a small book"),
                            ("BACKUP", "The backup's credit is the primary's"),
                            ("EXCEPTION", "Exception"),
                        ],
                        max_length=20,
                        verbose_name="By which rule",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                ("problem_loan", models.BooleanField(default=False)),
                ("aum_before", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("loans_before", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("moved_on", models.DateField(blank=True, null=True)),
                ("introduced_on", models.DateField(blank=True, null=True, verbose_name="Introduced on")),
                (
                    "introduced_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("VISIT", "Visit together"),
                            ("OUTLET", "Together at the outlet"),
                            ("PHONE", "Call together"),
                            ("RECEIVER_ALONE", "By the receiver alone"),
                            ("NOT_WANTED", "The customer did not want it"),
                        ],
                        max_length=16,
                        verbose_name="Introduction",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.handover",
                    ),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.handoveritem",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.handoverpart",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="handoveritem",
            name="part",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="customers.handoverpart",
            ),
        ),
        migrations.CreateModel(
            name="HandoverPartEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OFFERED", "Waiting for an answer"),
                            ("ACCEPTED", "Accepted"),
                            ("DECLINED", "Declined"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="OFFERED",
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("offered_at", models.DateTimeField(verbose_name="Offered at")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="Answered at")),
                ("answer_reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="Takes effect on")),
                (
                    "handover",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.handover",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.handoverpart",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RetentionCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="Days after")),
                ("due_on", models.DateField(verbose_name="Due on")),
                ("as_of", models.DateField(verbose_name="Data as of")),
                ("customers_before", models.PositiveIntegerField()),
                ("customers_after", models.PositiveIntegerField()),
                ("aum_before", models.DecimalField(decimal_places=2, max_digits=20)),
                ("aum_after", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="customers.handoverpart",
                    ),
                ),
            ],
            options={
                "ordering": ["part", "days"],
            },
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("owner", "="), ("substitute", "="), ("period", "&&")],
                name="custody_one_per_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner", models.F("substitute")), _negated=True),
                name="custody_by_another",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_custodyevent" ("branch_id", "ended_at", "ended_by_id", "follows_absence", "id", "opened_at", "opened_by_id", "owner_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "substitute_id", "uid") SELECT new_values."branch_id", new_values."ended_at", new_values."ended_by_id", new_values."follows_absence", new_values."id", new_values."opened_at", new_values."opened_by_id", new_values."owner_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."source", new_values."substitute_id", new_values."uid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="36b8bf0335f7bf09e15bdb37f403587ca54eea68",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_864c7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_custody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_custodyevent" ("branch_id", "ended_at", "ended_by_id", "follows_absence", "id", "opened_at", "opened_by_id", "owner_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "substitute_id", "uid") SELECT new_values."branch_id", new_values."ended_at", new_values."ended_by_id", new_values."follows_absence", new_values."id", new_values."opened_at", new_values."opened_by_id", new_values."owner_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."source", new_values."substitute_id", new_values."uid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d44cd51ffecb76d23e179a8525cad2deb2519958",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c55c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_custody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_custodyevent" ("branch_id", "ended_at", "ended_by_id", "follows_absence", "id", "opened_at", "opened_by_id", "owner_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "source", "substitute_id", "uid") SELECT old_values."branch_id", old_values."ended_at", old_values."ended_by_id", old_values."follows_absence", old_values."id", old_values."opened_at", old_values."opened_by_id", old_values."owner_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."source", old_values."substitute_id", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6810d65e5940b8714bd68246bae966a603e94a6a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_446da",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_custody",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyitem",
            constraint=models.UniqueConstraint(fields=("custody", "customer"), name="custody_item_once"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["PREPARED", "OFFERED"])),
                fields=("giver",),
                name="handover_one_open_per_giver",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("status__in", ["PREPARED", "OFFERED"])),
                    models.Q(("closed_at__isnull", False), ("status__in", ["COMPLETED", "CANCELLED"])),
                    _connector="OR",
                ),
                name="handover_closed_when_closed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoverevent" ("away_from", "away_until", "branch_id", "cause", "closed_at", "giver_id", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset_version", "reason", "starts_on", "status", "uid", "version") SELECT new_values."away_from", new_values."away_until", new_values."branch_id", new_values."cause", new_values."closed_at", new_values."giver_id", new_values."id", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."preset_version", new_values."reason", new_values."starts_on", new_values."status", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="69f9d5d32b7707ab276655e6a1b1516c95d10ce0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62c01",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_handover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoverevent" ("away_from", "away_until", "branch_id", "cause", "closed_at", "giver_id", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset_version", "reason", "starts_on", "status", "uid", "version") SELECT new_values."away_from", new_values."away_until", new_values."branch_id", new_values."cause", new_values."closed_at", new_values."giver_id", new_values."id", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."preset_version", new_values."reason", new_values."starts_on", new_values."status", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3be72c9a954ec13a58e0d487a0f23cbdbb2bb32c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a259a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_handover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handover",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoverevent" ("away_from", "away_until", "branch_id", "cause", "closed_at", "giver_id", "id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset_version", "reason", "starts_on", "status", "uid", "version") SELECT old_values."away_from", old_values."away_until", old_values."branch_id", old_values."cause", old_values."closed_at", old_values."giver_id", old_values."id", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."preset_version", old_values."reason", old_values."starts_on", old_values."status", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="33d24b26ece94b692cdf5e8c5c3be076b23ae797",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_728a4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_handover",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="creditshare",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("customer", "="), ("staff", "="), ("period", "&&")],
                name="credit_share_one_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("share_pct__gt", 0), ("share_pct__lte", 100)),
                name="credit_share_is_a_share",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditshare",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_creditshareevent" ("customer_id", "holder_id", "id", "item_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_pct", "staff_id") SELECT new_values."customer_id", new_values."holder_id", new_values."id", new_values."item_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."share_pct", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fcc33ca2c57011976a8ff2b05650d87824318b23",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_39023",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_creditshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditshare",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_creditshareevent" ("customer_id", "holder_id", "id", "item_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_pct", "staff_id") SELECT new_values."customer_id", new_values."holder_id", new_values."id", new_values."item_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."share_pct", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d9e9583ec5026f9d15ec22392fe6e24ad80ea807",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_df62b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_creditshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditshare",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_creditshareevent" ("customer_id", "holder_id", "id", "item_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_pct", "staff_id") SELECT old_values."customer_id", old_values."holder_id", old_values."id", old_values."item_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."share_pct", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7010e32752afe73c8b8f128e8646eb30f24958c3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9d683",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_creditshare",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "OFFERED")),
                fields=("handover", "receiver"),
                name="handover_part_one_offer",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoverpart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoverpartevent" ("answer_reason", "answered_at", "effective_on", "handover_id", "id", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver_id", "status") SELECT new_values."answer_reason", new_values."answered_at", new_values."effective_on", new_values."handover_id", new_values."id", new_values."offered_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiver_id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="55a2148ea5c1dfd94229c5597c49e9948757ace2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_426d1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_handoverpart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoverpart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoverpartevent" ("answer_reason", "answered_at", "effective_on", "handover_id", "id", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver_id", "status") SELECT new_values."answer_reason", new_values."answered_at", new_values."effective_on", new_values."handover_id", new_values."id", new_values."offered_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receiver_id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2a1670cf1345186ad8eb0b0e56c75c91aeb9010a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f775",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_handoverpart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoverpart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoverpartevent" ("answer_reason", "answered_at", "effective_on", "handover_id", "id", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver_id", "status") SELECT old_values."answer_reason", old_values."answered_at", old_values."effective_on", old_values."handover_id", old_values."id", old_values."offered_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiver_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9ffa0eed0418fd60bbd0679ea82d5877c9ea85bb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1eefc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_handoverpart",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="handoveritem",
            constraint=models.UniqueConstraint(
                fields=("handover", "customer", "role"), name="handover_item_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoveritemevent" ("aum_before", "customer_id", "goes", "goes_by_rule", "handover_id", "id", "introduced_by_id", "introduced_how", "introduced_on", "loans_before", "moved_on", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_loan", "reason", "receiver_id", "role", "why") SELECT new_values."aum_before", new_values."customer_id", new_values."goes", new_values."goes_by_rule", new_values."handover_id", new_values."id", new_values."introduced_by_id", new_values."introduced_how", new_values."introduced_on", new_values."loans_before", new_values."moved_on", new_values."part_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."problem_loan", new_values."reason", new_values."receiver_id", new_values."role", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c9f899c0c85f051610651067cf5507ec257a20ee",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_680aa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoveritemevent" ("aum_before", "customer_id", "goes", "goes_by_rule", "handover_id", "id", "introduced_by_id", "introduced_how", "introduced_on", "loans_before", "moved_on", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_loan", "reason", "receiver_id", "role", "why") SELECT new_values."aum_before", new_values."customer_id", new_values."goes", new_values."goes_by_rule", new_values."handover_id", new_values."id", new_values."introduced_by_id", new_values."introduced_how", new_values."introduced_on", new_values."loans_before", new_values."moved_on", new_values."part_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."problem_loan", new_values."reason", new_values."receiver_id", new_values."role", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe09bf1214cfe252cb44c6eabbfc8925cf557410",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1fc01",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_handoveritemevent" ("aum_before", "customer_id", "goes", "goes_by_rule", "handover_id", "id", "introduced_by_id", "introduced_how", "introduced_on", "loans_before", "moved_on", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_loan", "reason", "receiver_id", "role", "why") SELECT old_values."aum_before", old_values."customer_id", old_values."goes", old_values."goes_by_rule", old_values."handover_id", old_values."id", old_values."introduced_by_id", old_values."introduced_how", old_values."introduced_on", old_values."loans_before", old_values."moved_on", old_values."part_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."problem_loan", old_values."reason", old_values."receiver_id", old_values."role", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d13f4dca5b43816e1e9f21ce439119927fb34bb2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_867b8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="retentioncheck",
            constraint=models.UniqueConstraint(fields=("part", "days"), name="retention_check_once"),
        ),
    ]
