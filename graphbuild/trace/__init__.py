"""A topic through the years: its story as plain data (``story``, ``records``) and told in the terminal."""
