"""A web page to paragraphs and table rows: what of it is the document, and what only surrounds every page of a site."""
