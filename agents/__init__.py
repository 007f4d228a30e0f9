"""LLM agents: they classify a message, extract what it names and write how it reads as a task.

The way in is `agents.providers.build_analyst`, which takes a `ModelChoice` and returns a
`domain.ports.Analyst`; `agents.pool.AnalystPool` keeps one for each set of models. Below it: `analyst` (one
call, three agents), `team` (the agents), `turns` and `circuits` (when they may run), `prompts/` (what they
are shown), `settling` and `settling_summary` (what is done to their answers), `text` (how messages are cut)
and `embedded/` (a local model: encoder, trained head, rules).
"""
