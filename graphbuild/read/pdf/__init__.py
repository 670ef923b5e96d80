"""A PDF's glyphs to paragraphs and table rows in reading order: by where things stand on a page."""
