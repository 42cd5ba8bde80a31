"""Words for what the audit trail says about a person's own account."""

from django import template

from organisation.trail_words import action_words

register = template.Library()
register.filter("account_words", action_words)
