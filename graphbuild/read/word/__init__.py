"""A Word document to paragraphs and table rows, with the numbers that Word shows and without what was deleted."""
