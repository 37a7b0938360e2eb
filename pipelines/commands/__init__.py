"""One module a command, each with a click command named `command`; loaded only when it is called."""
