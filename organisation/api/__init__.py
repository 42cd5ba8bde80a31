"""What the read APIs of all apps share."""
