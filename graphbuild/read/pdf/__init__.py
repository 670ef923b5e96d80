"""A PDF's glyphs to paragraphs and table rows in reading order: what stands where on a page, and nothing of its words."""
