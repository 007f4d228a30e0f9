"""multilingual-e5-small: its weights file, its tokenizer, its graph, and the session that runs it."""
