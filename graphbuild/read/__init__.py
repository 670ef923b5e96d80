"""Files to ``Source``: ``find`` says which there are to read, ``read`` reads one, ``read_all`` does the whole."""

from graphbuild.read.find import Found, find
from graphbuild.read.inputs import Inputs, read_all
from graphbuild.read.source import read

__all__ = ["Found", "Inputs", "find", "read", "read_all"]
