inline-open = Відкрити Manta
inline-open-task = ↗ Відкрити
inline-create = Створити: { $text }
inline-create-how = Пише це тут; де я учасник, я зроблю з цього завдання
