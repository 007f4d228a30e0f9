"""Rules that read what a message names: people, dates, versions, technologies, a title."""
