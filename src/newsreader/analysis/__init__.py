"""Documents to parsed articles; the only place that imports spaCy."""
