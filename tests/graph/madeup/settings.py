"""How the made-up corpus is written."""

from pathlib import Path

from graphbuild.graph.provenance import Provenance
from graphbuild.settings import Settings

SETTINGS = Settings(topics=Path(__file__).parents[2] / "data" / "topics.ttl", title="Papers of Barchester")
PROVENANCE = Provenance(software="0.0.0", model="en_made_up", model_version="1.2.3")
