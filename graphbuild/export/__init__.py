"""A graph in other formats, whole or narrowed to a part.

``FORMATS`` are those of RDF (``statements``, ``jsonld``), those of things and facts (``graphml``, ``gexf``) and a
folder of tables (``tables``). ``Narrowing`` says what is left out.
"""

from graphbuild.export.description import has_default_base
from graphbuild.export.formats import FORMATS, export, export_to
from graphbuild.export.narrowing import Narrowing

__all__ = ["FORMATS", "Narrowing", "export", "export_to", "has_default_base"]
