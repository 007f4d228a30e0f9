"""Settings from the environment and .env; read by entry points only."""
