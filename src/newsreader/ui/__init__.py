"""Everything that draws: the only place that imports Textual."""
