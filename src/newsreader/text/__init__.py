"""Pure text work: the gate to the terminal, wrapping, runs of style."""
