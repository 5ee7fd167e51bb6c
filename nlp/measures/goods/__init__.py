"""On which goods a measure is put."""
