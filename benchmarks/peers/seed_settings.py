"""What the seed design's processes and those who start them agree on."""

DATABASE_VARIABLE = "SEED_DATABASE_URL"
QUEUE_VARIABLE = "SEED_NATS_URL"
STREAM = "taskiq_jetstream"
DURABLE = "taskiq_durable"
"""The consumer's name."""
