"""Django's handle on the app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "organisation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the app's presets known to the floor; models exist only from here on."""
        from organisation import parameter_names, policies, presets

        policies.register(presets.shipped(), presets.PRESETS, parameter_names.NAMES)
