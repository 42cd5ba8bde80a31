"""Django's handle on the app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the app's presets and the words of its events known to the floor; models exist only from here on."""
        from customers import parameter_names, presets, trail_words
        from organisation import policies
        from organisation import trail_words as trail

        rehearsals = {"customers.tiering": "customers:rehearsal_panel"}
        policies.register(presets.shipped(), presets.PRESETS, parameter_names.NAMES, rehearsals)
        trail.register(trail_words.ACTIONS, trail_words.THINGS)
