"""The three panes; each draws a part of what is being read."""
