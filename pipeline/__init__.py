"""Use cases in the order a message meets them: accept, analyse, decide, publish; and the task board."""
