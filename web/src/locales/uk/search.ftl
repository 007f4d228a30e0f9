# Пошук і команди.

palette-placeholder = Знайдіть завдання чи повідомлення або скажіть, куди перейти
palette-results = Результати
palette-hint = ↑ ↓ вибрати · Enter відкрити · Esc закрити
palette-recent = Недавні пошуки
palette-do = Перейти й зробити
palette-tasks = Завдання
palette-messages = Повідомлення
palette-add = Нове

go-to = Перейти: { $view }
add-this = Додати завдання «{ $text }»
theme-dark = Темна тема
theme-light = Світла тема
theme-auto = Тема пристрою
searching = Шукаємо …
nothing-found = Нічого не знайдено. Спробуйте менше слів або інші; відмінки та описки не завадять.
words-only = Зараз вдалося шукати лише за словами, без змісту.
hits =
    { $count ->
        [one] знайдено { $count }
        [few] знайдено { $count }
        [many] знайдено { $count }
       *[other] знайдено { $count }
    }
