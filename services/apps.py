"""Django's handle on the app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the app's presets known to the floor; models exist only from here on."""
        from organisation import policies
        from services import parameter_names, presets

        policies.register(presets.shipped(), presets.PRESETS, parameter_names.NAMES)
