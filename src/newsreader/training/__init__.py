"""How the tagger's weights are made: `python -m newsreader.training`. Never imported by the reader.

Needs the extra `train` (torch, onnx and the encoder that training begins with); the README says how.
"""
