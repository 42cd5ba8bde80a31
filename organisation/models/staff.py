"""The people of the bank, as users of the portal."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from organisation.choices import StaffStatus
from organisation.classification import classified
from organisation.history import tracked
from organisation.models.posting import Posting, RoleGrant
from organisation.roles import ROLE_OF_POST, ROLE_PERMISSIONS, Permission, Role
from organisation.scoping import BranchScoped, ScopedQuerySet, ScopeRule, Subject


class StaffManager(BaseUserManager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]  # built at run time
    """Sign-in looks people up by staff number, whatever the case it is typed in."""

    def get_by_natural_key(self, username: str | None) -> Staff:
        return self.get(staff_no__iexact=username)


@tracked(exclude=["password", "last_login", "session_epoch"])
class Staff(BranchScoped, AbstractBaseUser):
    """A member of staff; where they work is in postings. The extract owns name, dates, status and contact,
    the portal owns password and language. `service_by_portal`: HR took the person out of service here, so that the
    extract does not bring them back before HR does."""

    known_by = "staff_no"
    staff_no = models.CharField(_("Staff number"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    hired_on = models.DateField(_("Hired on"), null=True, blank=True)
    left_on = models.DateField(_("Left on"), null=True, blank=True)
    status = models.CharField(
        _("Status"), max_length=12, choices=StaffStatus.choices, default=StaffStatus.ACTIVE
    )
    language = models.CharField(_("Language"), max_length=10, blank=True)
    service_by_portal = models.BooleanField(default=False, db_default=False)
    is_demo = models.BooleanField(default=False)
    session_epoch = models.PositiveIntegerField(default=0, db_default=0)
    source_as_of = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "staff_no"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects: ClassVar[StaffManager] = StaffManager()
    scope_rule = ScopeRule(
        Subject.STAFF, branch="postings__branch", owner="pk", branch_period="postings__period"
    )
    data_classes = classified(
        none="id staff_no name password last_login hired_on left_on status service_by_portal language is_demo"
        " source_as_of updated_at session_epoch",
        c2="email phone",
    )

    class Meta:
        ordering = ["staff_no"]
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # derived from status and dates, never set
        """Whether the person may sign in: people who left or are suspended may not, from the next request, and
        people of a demonstration (their password is public) nowhere else."""
        if self.is_demo and not settings.DEMO:
            return False
        gone = self.left_on is not None and self.left_on <= timezone.localdate()
        return self.status == StaffStatus.ACTIVE and not gone

    @cached_property
    def posting(self) -> Posting | None:
        """The posting that holds today, with its branch; the roles granted besides come along. Costs one query
        per person object."""
        granted = RoleGrant.objects.filter(staff=OuterRef("staff"), period__contains=timezone.localdate())
        rows = self._postings_on(timezone.localdate())
        return rows.annotate(granted=ArraySubquery(granted.values("role"))).first()

    def posting_on(self, day: date) -> Posting | None:
        return self._postings_on(day).first()

    def _postings_on(self, day: date) -> models.QuerySet[Posting]:
        return self.postings.filter(period__contains=day).select_related("branch")

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The role that the post brings and those granted, as of today. They come with the posting; for a person
        without one they cost a query."""
        if self.posting is None:
            today = self.grants.filter(period__contains=timezone.localdate())
            return frozenset(Role(role) for role in today.values_list("role", flat=True))
        post_role = ROLE_OF_POST.get(self.posting.post)
        granted = {Role(role) for role in self.posting.granted}  # type: ignore[attr-defined]  # annotated above
        return frozenset(granted | ({post_role} if post_role else set()))

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLE_PERMISSIONS[role] for role in self.roles))

    def end_sessions(self) -> None:
        """Every session that was opened before now no longer belongs to this person."""
        type(self).objects.unscoped("one's own row").filter(pk=self.pk).update(
            session_epoch=F("session_epoch") + 1
        )
        self.refresh_from_db(fields=["session_epoch"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is bound to: the password, as Django does it, and the epoch of the sessions."""
        salt = "organisation.models.Staff.session"
        return salted_hmac(
            salt, f"{self.password}|{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()
