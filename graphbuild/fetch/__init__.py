"""Documents from the web into a folder that ``build`` reads: a council's committee papers and where each is from."""
