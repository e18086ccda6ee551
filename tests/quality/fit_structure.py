"""Fit the weights by which lines of flat text are told apart, anew from annotated articles.

    python -m tests.quality.fit_structure STRUCTURE.jsonl [--write]

STRUCTURE.jsonl holds a document a line: `lines`, a label for each in `labels`, and the `title`. Four
questions are fitted: is a line prose by itself (`alone`), is it prose among its neighbours (`among`), which
line is the title (`title`, one choice a document), and is a line text, now that the title is known (`rest`).
Without `--write` the figures are printed: on the documents themselves, and by five-fold cross-validation
over sites, which is what to expect of others.

Methods: logistic regression by Newton's method with a ridge; for the title a conditional logit (McFadden
1974) over the lines that may be one. Nothing is drawn at random but the folds, with a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from newsreader.ingest import headline, prose, rest, structure, weights
from newsreader.ingest.lines import Line, read_lines
from newsreader.model.document import PROSE, BlockKind

RIDGE = {"alone": 3.0, "among": 3.0, "title": 2.0, "rest": 3.0}
FOLDS = 5
LONG = 20
"""Lines from which a document's lines count less, so that a long page does not outvote the others."""
SURE_SHARE = 2
"""Percentile of the titles' scores that is put at even odds: so few titles are taken for none."""

TEXT = PROSE | {BlockKind.TABLE, BlockKind.DATELINE}

Array = Any
Table = dict[str, tuple[float, ...]]


@dataclass(slots=True)
class Example:
    """One annotated document."""

    lines: list[Line]
    """Its lines, paragraphs that were broken as one."""
    labels: list[str]
    """What each line is."""
    title: str
    """The title in words."""
    site: str
    """Where it is from: documents of one site are never on both sides of a fold."""


def read_examples(path: Path) -> list[Example]:
    """The documents of a set, each line with its label."""
    examples = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        at, offset = {}, 0
        for line, label in zip(row["lines"], row["labels"], strict=True):
            if line.strip():
                at[offset + len(line) - len(line.lstrip())] = label
            offset += len(line) + 1
        lines = list(read_lines("\n".join(row["lines"])))
        examples.append(Example(lines, [at[line.start] for line in lines], row["title"], _site(row)))
    return examples


def _site(row: dict[str, Any]) -> str:
    """The host of a page, or the document itself where its source is one site with many writers."""
    host = urlsplit(row.get("url") or "").netloc
    return host if host and row["source"] == "scrapinghub" else row["source"] + row["title"]


def logistic(rows: list[list[float]], answers: list[bool], shares: list[float], ridge: float) -> list[float]:
    """Weights of a logistic regression, the constant last."""
    x = np.hstack([np.asarray(rows, float), np.ones((len(rows), 1))])
    y, share = np.asarray(answers, float), np.asarray(shares)
    penalty = ridge * np.diag([*np.ones(x.shape[1] - 1), 1e-6])
    found = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (share * (p - y)) + ridge * np.array([*found[:-1], 0])
        found -= np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + penalty, slope)
    return [float(value) for value in found]


def choice(groups: list[tuple[Array, Array]], ridge: float) -> Array:
    """Weights of a conditional logit: in each group of rows the right ones are to score highest."""
    size = groups[0][0].shape[1]
    found = np.zeros(size)
    for _ in range(200):
        slope, curve = ridge * found, ridge * np.eye(size)
        for x, y in groups:
            score = x @ found
            p = np.exp(score - score.max())
            p /= p.sum()
            mean = x.T @ p
            slope = slope + x.T @ (p - y / y.sum())
            curve += (x * p[:, None]).T @ x - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        found = found - step
        if abs(step).max() < 1e-5:
            break
    return found


def use(table: Table) -> None:
    """Let the features be weighed with these."""
    weights.weights.cache_clear()
    weights._all = lambda: table  # type: ignore[assignment]


def fit(examples: Sequence[Example]) -> Table:
    """The weights of all four questions."""
    table: Table = {}
    rows, answers, shares = [], [], []
    for example in examples:
        known = prose.vocabulary(example.lines)
        for line, label in zip(example.lines, example.labels, strict=True):
            if label != "skip":
                rows.append(prose.alone_features(line, known))
                answers.append(label == "body")
                shares.append(LONG / max(LONG, len(example.lines)))
    table["alone"] = tuple(logistic(rows, answers, shares, RIDGE["alone"]))
    use(table)
    rows = []
    for example in examples:
        known = prose.vocabulary(example.lines)
        alone = [prose.clipped(weights.odds("alone", prose.alone_features(line, known))) for line in example.lines]
        region = prose.densest(alone)
        context = prose.context_features(alone, region)
        for line, label, around in zip(example.lines, example.labels, context, strict=True):
            if label != "skip":
                rows.append(around + prose.alone_features(line, known))
    table["among"] = tuple(logistic(rows, answers, shares, RIDGE["among"]))
    use(table)
    table["title"] = fit_title(examples)
    use(table)
    return table | fit_rest(examples)


def fit_rest(examples: Sequence[Example]) -> Table:
    """The weights of whether a line is text once title, credits, byline and day are known."""
    rows, answers, shares = [], [], []
    for example in examples:
        kinds, region, title = structure.first_kinds(example.lines)
        for number, features in rest.rest_features(example.lines, kinds, region, title):
            label = example.labels[number]
            if label != "skip":
                rows.append(features)
                answers.append(label == "body")
                shares.append(LONG / max(LONG, len(example.lines)))
    return {"rest": tuple(logistic(rows, answers, shares, RIDGE["rest"]))}


def fit_title(examples: Sequence[Example]) -> tuple[float, ...]:
    """The weights of the title question; the constant puts nearly all titles at better than even odds."""
    groups = []
    for example in examples:
        found = headline.title_features(example.lines, prose.weigh_prose(example.lines))
        right = np.array([is_title(example, number) for number, _ in found], float)
        if right.any():
            groups.append((np.array([row for _, row in found]), right))
    made = choice(groups, RIDGE["title"])
    scores = np.concatenate([(x @ made)[y > 0] for x, y in groups])
    return (*(float(value) for value in made), -float(np.percentile(scores, SURE_SHARE)))


def is_title(example: Example, number: int) -> bool:
    """Whether a line is the title, or a second copy of it."""
    return example.labels[number] == "title" or squeezed(example.lines[number].text) == squeezed(example.title)


def squeezed(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(character for character in text.lower() if character.isalnum())


def figures(examples: Sequence[Example]) -> tuple[float, float]:
    """Mean F1 of the lines of text a document, and the share of titles that are found, with the weights in use."""
    f1, titles = [], 0
    for example in examples:
        kinds = structure.label(example.lines)
        pairs = [
            (kind in TEXT, label == "body")
            for kind, label in zip(kinds, example.labels, strict=True)
            if label != "skip"
        ]
        made, wanted = sum(one for one, _ in pairs), sum(other for _, other in pairs)
        f1.append(2 * sum(one and other for one, other in pairs) / (made + wanted) if made + wanted else 0.0)
        title = " ".join(line.text for line, kind in zip(example.lines, kinds, strict=True) if kind is BlockKind.TITLE)
        titles += squeezed(title) == squeezed(example.title)
    return float(np.mean(f1)), titles / len(examples)


def main() -> None:
    """Fit, say how good it is, and write where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    given = parser.parse_args()
    examples = read_examples(given.examples)
    sites = sorted({example.site for example in examples})
    random.Random(1).shuffle(sites)  # noqa: S311 - folds are no secret
    fold_of = {site: number % FOLDS for number, site in enumerate(sites)}
    held_out = []
    for fold in range(FOLDS):
        use(fit([example for example in examples if fold_of[example.site] != fold]))
        held_out.append(figures([example for example in examples if fold_of[example.site] == fold]))
    table = fit(examples)
    use(table)
    print("text F1 {:.3f}, titles {:.3f} on the documents themselves".format(*figures(examples)))
    print("text F1 {:.3f}, titles {:.3f} in five folds of sites".format(*np.mean(held_out, axis=0)))
    if given.write:
        rounded = {name: [round(value, 4) for value in values] for name, values in table.items()}
        weights._TABLE.write_text(json.dumps(rounded) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
