"""Files to ``Source``: ``find`` says which there are to read, ``read`` reads one, ``read_all`` does the whole."""

from graphbuild.read.content import Content
from graphbuild.read.find import Found, find
from graphbuild.read.inputs import Inputs, Read, read_all
from graphbuild.read.source import Parse, parsed, read

__all__ = ["Content", "Found", "Inputs", "Parse", "Read", "find", "parsed", "read", "read_all"]
