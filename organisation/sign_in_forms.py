"""Forms before sign-in: people know their staff number, not a username."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.internal import flows
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisation import audit
from organisation.models import Staff
from organisation.queries import demo_people, staff_by_typed_no


class LoginForm(AllauthLoginForm):
    """Staff number and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = self.fields["login"]
        number.label = _("Staff number")
        number.widget.attrs.update(
            {"autofocus": True, "autocapitalize": "characters", "spellcheck": "false", "placeholder": ""}
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.demo_password = settings.DEMO_PASSWORD
        self.demo_people = demo_people() if settings.DEMO else []


class ResetPasswordForm(forms.Form):
    """Asks for the staff number; the mail goes to the address that the bank knows.

    The field is called `email` because the view counts attempts by that name.
    """

    email = forms.CharField(
        label=_("Staff number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "spellcheck": "false"}),
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link, if there is anybody to send it to. The answer is the same if not."""
        typed: str = self.cleaned_data["email"]
        person: Staff | None = staff_by_typed_no(typed)
        if person is not None and person.is_active and person.email:
            audit.record(by=None, action="password.reset_asked", target=person, at=timezone.now())
            flows.password_reset.request_password_reset(request, person.email, [person], None)
        return typed
