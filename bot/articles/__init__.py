"""Articles in: files and folders read, analysed by worker processes, and stored."""
