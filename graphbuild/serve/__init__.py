"""A graph on the web: a read-only SPARQL endpoint and an explorer, for a team or the public."""
