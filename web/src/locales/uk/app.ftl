# Рамка сторінки та слова, спільні для всіх її частин.

view-board = Дошка
view-inbox = Вхідні
view-messages = Повідомлення
view-stats = Статистика
view-settings = Налаштування
view-task = Завдання
views = Розділи
skip = Перейти до вмісту
search = Пошук
add-task = Додати завдання
close = Закрити
cancel = Скасувати
save = Зберегти
undo = Повернути
try-again = Спробувати ще раз
loading = Завантаження …
offline = Сервер недоступний
not-found = За цією адресою нічого немає
waiting =
    { $count ->
        [one] { $count } пропозиція чекає
        [few] { $count } пропозиції чекають
        [many] { $count } пропозицій чекають
       *[other] { $count } пропозиції чекають
    }
workspace = Робочий простір
log-out = Вийти
overdue = Прострочено:
role-admin = адміністратор
role-member = учасник
role-viewer = глядач

connection-connecting = З’єднання …
connection-live = Наживо
connection-lost = Немає з’єднання. Спробувати
connection-ended = Сеанс завершено

category-bug = Помилка
category-feature = Нова можливість
category-improvement = Поліпшення
category-question = Питання
category-chore = Робота
category-other = Інше

priority-critical = Критичний
priority-high = Високий
priority-medium = Середній
priority-low = Низький

status-open = Відкрите
status-in_progress = У роботі
status-completed = Виконане
status-closed = Закрите

leave-title = Вийти без збереження?
leave-text = Ваші зміни тут ще не збережено.
leave-discard = Відкинути зміни
leave-stay = Продовжити редагування
