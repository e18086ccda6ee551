"""The learned tagger that finds quotes: what was said, the words of saying, who said it.

`words` turns passages into numbers, `network` runs the weights, `decode` reads spans and links out of the
scores, `tagger` puts the three together. `weights/` holds the model as data, with its card. The weights are
made by `newsreader.training`, which uses `words` too: what is learned and what is read later is prepared by the
same code.
"""
