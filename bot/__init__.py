"""The world: platforms, sockets, files, tables, processes, the environment and the clock."""
