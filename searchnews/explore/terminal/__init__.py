"""Tables and plots as text for a terminal of any width, with or without Unicode and colours."""
