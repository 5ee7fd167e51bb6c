"""Whether a figure is a level, a change or a multiple, and from what it moved."""
