"""Settings, root addresses, and what starts the processes of an installation."""
