"""What goes over the line to the terminal, and what that terminal can do."""
