# Дошка: стовпці, картки, фільтри.

board-of = { $shown } з { $all }
board-menu = Ще
board-steps = Виконано кроків: { $steps }
board-messages =
    { $count ->
        [one] З { $count } повідомлення
        [few] З { $count } повідомлень
        [many] З { $count } повідомлень
       *[other] З { $count } повідомлення
    }
board-recurring = Повторюється

board-first-title = Тут ще нічого немає
board-first = Завдання з’являються з повідомлень, або ви пишете їх самі.
board-empty-open = Нічого не чекає. Нові завдання з’являтимуться тут.
board-empty-in_progress = Ще ніхто нічого не робить. Перетягніть сюди картку, коли візьметеся до роботи.
board-empty-completed = Тут зберігається зроблене.
board-empty-closed = Тут зберігається те, чого вже не робитимуть.
board-none-fits = Жодна картка не відповідає фільтрам

board-open = Відкрити
board-move-to = Перемістити: { $status }
board-assign-me = Призначити мені
board-unassign-me = Зняти з мене
board-copy-link = Скопіювати посилання
board-copied = Посилання скопійовано
board-not-copied = Браузер не дозволяє копіювати. Відкрийте завдання та скопіюйте його адресу.

board-moved = { $title } тепер у стовпці «{ $status }»
board-move-failed = { $title }: перемістити не вдалося, картка знову на своєму місці
board-changed-meanwhile = Хтось вас випередив: { $title } показано таким, яким воно є зараз
board-illegal-open = Відкрите завдання не може перейти до «{ $status }»
board-illegal-in_progress = Завдання в роботі не може перейти до «{ $status }»
board-illegal-completed = Виконане завдання можна лише відкрити знову або закрити
board-illegal-closed = Закрите завдання спершу треба відкрити знову

board-filters = Фільтри
board-filter-text = Шукати за словами
board-filter-assignee = Виконавець
board-filter-label = Мітка
board-filter-category = Категорія
board-filter-priority = Пріоритет
board-filter-due = Термін
board-filter-chat = Чат
board-no-assignee = Ніхто
board-no-label = Без мітки
board-no-chat = Без чату
board-due-overdue = Прострочено
board-due-today = Сьогодні
board-due-week = Найближчі 7 днів
board-due-none = Без терміну
board-clear = Очистити все
board-clear-kind = Очистити: { $kind }
board-find-option = Знайти: { $kind }
board-no-option = Таких слів ніде немає
board-show = Показати дошку
board-sort = Порядок
board-sort-priority = Пріоритет
board-sort-due = Найближчий термін
board-sort-newest = Найновіші
board-sort-updated = Нещодавно змінені
board-statuses = Стовпці

board-more = Показати ще
board-more-busy = Читаю …
board-more-end = Це все
