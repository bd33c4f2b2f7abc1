"""Where new articles go, a module a way: feeds, mail, the web, commands."""
