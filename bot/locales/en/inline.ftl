inline-open = Open Manta
inline-open-task = ↗ Open
inline-create = Create: { $text }
inline-create-how = Writes this here; where I am a member, I make a task of it
