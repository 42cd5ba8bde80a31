"""Django's handle on the app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the app's presets known to the floor; models exist only from here on."""
        from customers import parameter_names, presets
        from organisation import policies

        policies.register(presets.shipped(), presets.PRESETS, parameter_names.NAMES)
