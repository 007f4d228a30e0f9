"""Every long-lived Ray actor: a plain class, its wrapping in one line, and a typed handle."""
