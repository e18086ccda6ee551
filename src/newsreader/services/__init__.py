"""What the program does, without a screen: used by the reader and the command line alike."""
