"""The database: its tables, its two dialects, and work on it in transactions."""
