"""The same build on a Spark cluster: documents to findings as one table, and what is linked of them."""
