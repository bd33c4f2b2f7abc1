"""How commands are called: their help, and what was mistyped."""
