import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0014_handover"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("TIER_UP", "Tier raised"),
                            ("TIER_DOWN", "Tier lowered"),
                            ("NEAR_LINE", "Close to a tier line"),
                            ("AVERAGE_DROP", "Month's average far below its mean"),
                            ("LARGE_OUTFLOW", "Large outflow"),
                            ("LARGE_INFLOW", "Large inflow"),
                            ("MATURITY", "Maturity"),
                            ("ACCOUNT_CLOSED", "Account closed"),
                            ("BIRTHDAY", "Birthday"),
                            ("RISK_EXPIRED", "Risk assessment expired"),
                            ("ID_EXPIRED", "Identity document expired"),
                            ("COMPLAINT", "Open complaint"),
                            ("DORMANT", "Dormant"),
                            ("NOT_RENEWED", "Maturity not renewed"),
                        ],
                        max_length=30,
                        verbose_name="Rule",
                    ),
                ),
                ("occurrence", models.CharField(max_length=40)),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MASS", "Mass"),
                            ("GOLD", "Gold"),
                            ("PLATINUM", "Platinum"),
                            ("DIAMOND", "Diamond"),
                            ("PRIVATE", "Private banking"),
                        ],
                        max_length=10,
                        verbose_name="Tier",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount"
                    ),
                ),
                ("evidence", models.JSONField(default=dict, verbose_name="Evidence")),
                ("raised_on", models.DateField(verbose_name="Raised on")),
                ("owner_chosen", models.BooleanField(db_default=False, default=False)),
                ("due_on", models.DateField(verbose_name="Due on")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OPEN", "To do"),
                            ("DONE", "Done"),
                            ("DISMISSED", "Dismissed"),
                            ("CLEARED", "Cleared by itself"),
                        ],
                        default="OPEN",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RETAINED", "Retained"),
                            ("PARTLY_RETAINED", "Partly retained"),
                            ("REMEDIED", "Put right"),
                            ("LOST", "Customer or money lost"),
                            ("EXPECTED", "Expected, no reason to act"),
                            ("WRONG_DATA", "The data were wrong"),
                        ],
                        max_length=20,
                        verbose_name="Outcome",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RETURN", "Better return elsewhere"),
                            ("SERVICE", "Unhappy with service"),
                            ("SPENDING", "Own spending (home, study, travel)"),
                            ("BUSINESS", "Needed in own business"),
                            ("RELOCATION", "Moved away"),
                            ("FAMILY", "Family or inheritance"),
                            ("OTHER_BANK", "Salary or main bank moved"),
                            ("UNKNOWN", "Not known"),
                        ],
                        max_length=20,
                        verbose_name="Reason",
                    ),
                ),
                ("said_sealed", models.BinaryField(db_default=b"", default=b"")),
                ("note_sealed", models.BinaryField(db_default=b"", default=b"")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="customers.customer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AlertEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID())),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("TIER_UP", "Tier raised"),
                            ("TIER_DOWN", "Tier lowered"),
                            ("NEAR_LINE", "Close to a tier line"),
                            ("AVERAGE_DROP", "Month's average far below its mean"),
                            ("LARGE_OUTFLOW", "Large outflow"),
                            ("LARGE_INFLOW", "Large inflow"),
                            ("MATURITY", "Maturity"),
                            ("ACCOUNT_CLOSED", "Account closed"),
                            ("BIRTHDAY", "Birthday"),
                            ("RISK_EXPIRED", "Risk assessment expired"),
                            ("ID_EXPIRED", "Identity document expired"),
                            ("COMPLAINT", "Open complaint"),
                            ("DORMANT", "Dormant"),
                            ("NOT_RENEWED", "Maturity not renewed"),
                        ],
                        max_length=30,
                        verbose_name="Rule",
                    ),
                ),
                ("occurrence", models.CharField(max_length=40)),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MASS", "Mass"),
                            ("GOLD", "Gold"),
                            ("PLATINUM", "Platinum"),
                            ("DIAMOND", "Diamond"),
                            ("PRIVATE", "Private banking"),
                        ],
                        max_length=10,
                        verbose_name="Tier",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount"
                    ),
                ),
                ("evidence", models.JSONField(default=dict, verbose_name="Evidence")),
                ("raised_on", models.DateField(verbose_name="Raised on")),
                ("owner_chosen", models.BooleanField(db_default=False, default=False)),
                ("due_on", models.DateField(verbose_name="Due on")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OPEN", "To do"),
                            ("DONE", "Done"),
                            ("DISMISSED", "Dismissed"),
                            ("CLEARED", "Cleared by itself"),
                        ],
                        default="OPEN",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RETAINED", "Retained"),
                            ("PARTLY_RETAINED", "Partly retained"),
                            ("REMEDIED", "Put right"),
                            ("LOST", "Customer or money lost"),
                            ("EXPECTED", "Expected, no reason to act"),
                            ("WRONG_DATA", "The data were wrong"),
                        ],
                        max_length=20,
                        verbose_name="Outcome",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RETURN", "Better return elsewhere"),
                            ("SERVICE", "Unhappy with service"),
                            ("SPENDING", "Own spending (home, study, travel)"),
                            ("BUSINESS", "Needed in own business"),
                            ("RELOCATION", "Moved away"),
                            ("FAMILY", "Family or inheritance"),
                            ("OTHER_BANK", "Salary or main bank moved"),
                            ("UNKNOWN", "Not known"),
                        ],
                        max_length=20,
                        verbose_name="Reason",
                    ),
                ),
                ("said_sealed", models.BinaryField(db_default=b"", default=b"")),
                ("note_sealed", models.BinaryField(db_default=b"", default=b"")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                (
                    "closed_by",
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
                    "owner",
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
                        to="customers.alert",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
            name="Retention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(unique=True)),
                ("on", models.DateField(verbose_name="Day")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("CALL", "Telephone call"),
                            ("VISIT", "Visit to the customer"),
                            ("MEETING", "Talk at the outlet"),
                            ("OFFER", "Product or rate offered"),
                            ("HEAD", "Branch head stepped in"),
                        ],
                        max_length=10,
                        verbose_name="How",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("RETURN", "Better return elsewhere"),
                            ("SERVICE", "Unhappy with service"),
                            ("SPENDING", "Own spending (home, study, travel)"),
                            ("BUSINESS", "Needed in own business"),
                            ("RELOCATION", "Moved away"),
                            ("FAMILY", "Family or inheritance"),
                            ("OTHER_BANK", "Salary or main bank moved"),
                            ("UNKNOWN", "Not known"),
                        ],
                        max_length=20,
                        verbose_name="Why they leave",
                    ),
                ),
                (
                    "amount_kept",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount kept"
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retentions",
                        to="customers.alert",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RetentionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField()),
                ("on", models.DateField(verbose_name="Day")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("CALL", "Telephone call"),
                            ("VISIT", "Visit to the customer"),
                            ("MEETING", "Talk at the outlet"),
                            ("OFFER", "Product or rate offered"),
                            ("HEAD", "Branch head stepped in"),
                        ],
                        max_length=10,
                        verbose_name="How",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("RETURN", "Better return elsewhere"),
                            ("SERVICE", "Unhappy with service"),
                            ("SPENDING", "Own spending (home, study, travel)"),
                            ("BUSINESS", "Needed in own business"),
                            ("RELOCATION", "Moved away"),
                            ("FAMILY", "Family or inheritance"),
                            ("OTHER_BANK", "Salary or main bank moved"),
                            ("UNKNOWN", "Not known"),
                        ],
                        max_length=20,
                        verbose_name="Why they leave",
                    ),
                ),
                (
                    "amount_kept",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount kept"
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
                (
                    "alert",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.alert",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="customers.retention",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StageChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("AWARENESS", "Awareness stage"),
                            ("ACQUISITION", "Acquisition stage"),
                            ("GROWTH", "Growth stage"),
                            ("MATURITY", "Maturity stage"),
                            ("DECLINE", "Decline stage"),
                            ("LOST", "Lost"),
                        ],
                        max_length=12,
                        verbose_name="From",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("AWARENESS", "Awareness stage"),
                            ("ACQUISITION", "Acquisition stage"),
                            ("GROWTH", "Growth stage"),
                            ("MATURITY", "Maturity stage"),
                            ("DECLINE", "Decline stage"),
                            ("LOST", "Lost"),
                        ],
                        max_length=12,
                        verbose_name="Stage",
                    ),
                ),
                ("on", models.DateField(verbose_name="Day")),
                ("at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("ALERT", "An alert was raised"),
                            ("CLOSED", "All accounts closed"),
                            ("RETAINED", "Retained after an alert"),
                            ("JUDGED", "Judged by a person"),
                        ],
                        max_length=10,
                        verbose_name="Reason",
                    ),
                ),
                ("words_sealed", models.BinaryField(db_default=b"", default=b"")),
                (
                    "uid",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), unique=True),
                ),
                (
                    "alert",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="customers.alert",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StageChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("AWARENESS", "Awareness stage"),
                            ("ACQUISITION", "Acquisition stage"),
                            ("GROWTH", "Growth stage"),
                            ("MATURITY", "Maturity stage"),
                            ("DECLINE", "Decline stage"),
                            ("LOST", "Lost"),
                        ],
                        max_length=12,
                        verbose_name="From",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("AWARENESS", "Awareness stage"),
                            ("ACQUISITION", "Acquisition stage"),
                            ("GROWTH", "Growth stage"),
                            ("MATURITY", "Maturity stage"),
                            ("DECLINE", "Decline stage"),
                            ("LOST", "Lost"),
                        ],
                        max_length=12,
                        verbose_name="Stage",
                    ),
                ),
                ("on", models.DateField(verbose_name="Day")),
                ("at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("ALERT", "An alert was raised"),
                            ("CLOSED", "All accounts closed"),
                            ("RETAINED", "Retained after an alert"),
                            ("JUDGED", "Judged by a person"),
                        ],
                        max_length=10,
                        verbose_name="Reason",
                    ),
                ),
                ("words_sealed", models.BinaryField(db_default=b"", default=b"")),
                ("uid", models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID())),
                (
                    "alert",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.alert",
                    ),
                ),
                (
                    "by",
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
                        to="customers.stagechange",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("status", "OPEN")), fields=["due_on", "id"], name="alert_due"
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("status", "OPEN")), fields=["owner", "due_on"], name="alert_owner_due"
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["-raised_on", "-id"], name="alert_newest"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                fields=("customer", "kind", "occurrence"), name="alert_occurrence_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "OPEN")), fields=("customer", "kind"), name="alert_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "OPEN"), ("closed_on__isnull", True), ("outcome", "")),
                    models.Q(models.Q(("status", "OPEN"), _negated=True), ("closed_on__isnull", False)),
                    _connector="OR",
                ),
                name="alert_closed_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["DONE", "DISMISSED"]), _negated=True),
                    models.Q(("closed_by__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="alert_handled_by_a_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_alertevent" ("amount", "closed_by_id", "closed_on", "customer_id", "due_on", "evidence", "id", "kind", "note_sealed", "occurrence", "outcome", "owner_chosen", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_on", "reason", "said_sealed", "status", "tier", "uid", "version") SELECT new_values."amount", new_values."closed_by_id", new_values."closed_on", new_values."customer_id", new_values."due_on", new_values."evidence", new_values."id", new_values."kind", new_values."note_sealed", new_values."occurrence", new_values."outcome", new_values."owner_chosen", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_by_id", new_values."raised_on", new_values."reason", new_values."said_sealed", new_values."status", new_values."tier", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8802f6b36973efbafeeed2311d76ed1983b99810",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3340d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_alert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_alertevent" ("amount", "closed_by_id", "closed_on", "customer_id", "due_on", "evidence", "id", "kind", "note_sealed", "occurrence", "outcome", "owner_chosen", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_on", "reason", "said_sealed", "status", "tier", "uid", "version") SELECT new_values."amount", new_values."closed_by_id", new_values."closed_on", new_values."customer_id", new_values."due_on", new_values."evidence", new_values."id", new_values."kind", new_values."note_sealed", new_values."occurrence", new_values."outcome", new_values."owner_chosen", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_by_id", new_values."raised_on", new_values."reason", new_values."said_sealed", new_values."status", new_values."tier", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3bbf6235defecb7d2dd99337f02c6339e296846d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2d49f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_alert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alert",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_alertevent" ("amount", "closed_by_id", "closed_on", "customer_id", "due_on", "evidence", "id", "kind", "note_sealed", "occurrence", "outcome", "owner_chosen", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_on", "reason", "said_sealed", "status", "tier", "uid", "version") SELECT old_values."amount", old_values."closed_by_id", old_values."closed_on", old_values."customer_id", old_values."due_on", old_values."evidence", old_values."id", old_values."kind", old_values."note_sealed", old_values."occurrence", old_values."outcome", old_values."owner_chosen", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raised_by_id", old_values."raised_on", old_values."reason", old_values."said_sealed", old_values."status", old_values."tier", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c42cbc142e0ef0ea1ecd29a436c115f37bf8c6ad",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e81e3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_alert",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retention",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_retentionevent" ("alert_id", "amount_kept", "at", "by_id", "customer_id", "id", "note_sealed", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "uid", "way") SELECT new_values."alert_id", new_values."amount_kept", new_values."at", new_values."by_id", new_values."customer_id", new_values."id", new_values."note_sealed", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."uid", new_values."way" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5f7dd78e9ba2672d090bb1ce62a6167c93fe5828",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c5151",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_retention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retention",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_retentionevent" ("alert_id", "amount_kept", "at", "by_id", "customer_id", "id", "note_sealed", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "uid", "way") SELECT new_values."alert_id", new_values."amount_kept", new_values."at", new_values."by_id", new_values."customer_id", new_values."id", new_values."note_sealed", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."uid", new_values."way" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="79ce14c7d0aad63f5157cd200a69a69eaeeca447",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4efd7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_retention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retention",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_retentionevent" ("alert_id", "amount_kept", "at", "by_id", "customer_id", "id", "note_sealed", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "uid", "way") SELECT old_values."alert_id", old_values."amount_kept", old_values."at", old_values."by_id", old_values."customer_id", old_values."id", old_values."note_sealed", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."uid", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="35f78267b92f383afbe47159c62e5f7120318098",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9a2ba",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_retention",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="stagechange",
            index=models.Index(fields=["customer", "-id"], name="stage_newest"),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage", models.F("before")), _negated=True), name="stage_change_changes"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stagechange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_stagechangeevent" ("alert_id", "at", "before", "by_id", "customer_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stage", "uid", "words_sealed") SELECT new_values."alert_id", new_values."at", new_values."before", new_values."by_id", new_values."customer_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."stage", new_values."uid", new_values."words_sealed" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7384f93c22784f5425dd5380912902d6e506e0ca",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cd081",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_stagechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stagechange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_stagechangeevent" ("alert_id", "at", "before", "by_id", "customer_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stage", "uid", "words_sealed") SELECT new_values."alert_id", new_values."at", new_values."before", new_values."by_id", new_values."customer_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."stage", new_values."uid", new_values."words_sealed" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a4e1dc858f584b27dcc25b9c6905f6c1fab426a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2eabe",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_stagechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stagechange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_stagechangeevent" ("alert_id", "at", "before", "by_id", "customer_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stage", "uid", "words_sealed") SELECT old_values."alert_id", old_values."at", old_values."before", old_values."by_id", old_values."customer_id", old_values."id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."stage", old_values."uid", old_values."words_sealed" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d66d9f28da9eb8624fc203c6e53614a19e8f006",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ef0e7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_stagechange",
                    when="AFTER",
                ),
            ),
        ),
    ]
