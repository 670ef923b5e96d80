"""The explorer: a graph as web pages, one for each thing.

What is asked for goes in, a page comes out; HTTP is not known here.
"""
