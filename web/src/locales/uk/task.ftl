# Одне завдання з усім, що до нього належить.

task-title = Назва
task-edit-title = Змінити назву (e)
task-title-needed = Завданню потрібна назва.
task-description = Опис
task-description-none = Опису ще немає.
task-edit = Змінити
task-autosave = Збережеться, коли ви вийдете з поля, або через Ctrl+Enter
task-facts = Відомості
task-none = немає
task-parent = Крок завдання:
task-to-board = До дошки
task-missing = Такого завдання не знайдено
task-missing-why = Можливо, воно належить іншому робочому простору або номер хибний.

task-conflict = Поки ви писали, хтось змінив це поле:
task-conflict-by = Поки ви писали, це поле змінено. Автор зміни — { $actor }:
task-conflict-empty = (порожньо: текст вилучено)
task-conflict-kept = Ваш текст збережено. Який залишити?
task-keep-mine = Залишити мій
task-take-theirs = Узяти їхній
task-faster = Хтось устиг раніше й змінив: { $fields }. Вашу зміну не внесено.
task-apply-mine = Однаково змінити

task-field-title = Назва
task-field-description = Опис
task-field-status = Стан
task-field-priority = Пріоритет
task-field-category = Вид
task-field-due = Термін
task-field-assignees = Виконавці
task-field-labels = Мітки
task-field-recurrence = Повтор
task-source = Джерело
task-source-telegram = Telegram
task-source-slack = Slack
task-source-email = Пошта
task-source-api = Дошка або API
task-created-at = Створено
task-updated-at = Змінено

task-due-none = Без терміну
task-due-title = Коли це має бути готово?
task-due-line = Термін
task-due-example = наступної п’ятниці о 17:00
task-due-hint = Словами, датою чи часом: «завтра о 9», «15/04»
task-due-not-understood = Тут не видно ні дати, ні часу
task-due-today = Сьогодні
task-due-tomorrow = Завтра
task-due-monday = У понеділок
task-due-clear = Прибрати термін
task-due-set = Установити
task-add-assignees = Додати людину
task-add-labels = Додати мітку
task-add-name = Додати «{ $name }»
task-remove-name = Вилучити { $name }
task-names-empty = Введіть назву
task-recurrence-end = Не повторювати
task-recurrence-end-title = Більше не повторювати це завдання?
task-recurrence-end-why = Саме це завдання залишиться без змін. Нових після нього не буде.
task-recurrence-ended = Завдання більше не повторюється

task-subtasks = Кроки
task-subtasks-done = виконано { $done } з { $all }
task-subtask-add = Додати крок
task-subtask-tick = Виконано: { $title }
task-add = Додати

task-comments = Коментарі
task-comments-none = Поки що ніхто нічого не написав.
task-comment-add = Написати коментар
task-comment-hint = Ctrl+Enter надсилає
task-comment-send = Надіслати
task-comment-delete = Видалити
task-comment-delete-of = Видалити коментар, автор — { $author }
task-comment-delete-title = Видалити цей коментар?

task-links = Пов’язані завдання
task-links-none = Схожих завдань не знайдено.
task-link-duplicate = Мабуть, те саме
task-link-related = Пов’язане
task-link-merged = Об’єднане
task-link-similar = схожість { $share }
task-merge = Об’єднати з …
task-merge-into = Об’єднати з цим
task-merge-title = Приєднати завдання до іншого
task-merge-why = Повідомлення, коментарі, виконавці й мітки перейдуть туди, а це завдання буде закрито. Його можна відкрити знову, але перенесене залишиться там.
task-merge-other = Обрати інше
task-merge-do = Об’єднати
task-merge-search = Знайдіть завдання, до якого приєднати
task-merge-nothing = Незавершених завдань із такими словами немає
task-merge-candidates = Незавершені завдання
task-merged-into = Це завдання приєднано до
task-merged = Завдання #{ $id } тепер частина #{ $into }

task-history = Історія
task-history-older =
    { $count ->
        [one] Показати ще { $count } давніший крок
        [few] Показати ще { $count } давніші кроки
        [many] Показати ще { $count } давніших кроків
       *[other] Показати ще { $count } давнішого кроку
    }
task-became = стало
task-came = додано:
task-went = вилучено:
task-step-created = Створено завдання
task-step-description = Опис переписано
task-step-correction = Повідомлення виправлено
task-step-forgotten = Слова людини вилучено на її прохання
task-step-merged = Приєднано завдання
task-step-merged_into = Об’єднано із завданням
task-step-merged-proposal = Приєднано пропозицію
task-step-other = Змінено ще щось

task-sources = Звідки це завдання
task-open-telegram = Відкрити в Telegram

task-rule-daily =
    { $interval ->
        [1] щодня
        [one] кожен { $interval } день
        [few] кожні { $interval } дні
        [many] кожні { $interval } днів
       *[other] кожні { $interval } дня
    }
task-rule-weekly =
    { $interval ->
        [1] щотижня
        [one] кожен { $interval } тиждень
        [few] кожні { $interval } тижні
        [many] кожні { $interval } тижнів
       *[other] кожні { $interval } тижня
    }
task-rule-monthly =
    { $interval ->
        [1] щомісяця
        [one] кожен { $interval } місяць
        [few] кожні { $interval } місяці
        [many] кожні { $interval } місяців
       *[other] кожні { $interval } місяця
    }
task-rule-yearly =
    { $interval ->
        [1] щороку
        [one] кожен { $interval } рік
        [few] кожні { $interval } роки
        [many] кожні { $interval } років
       *[other] кожні { $interval } року
    }
task-rule-workdays = з понеділка до п’ятниці
task-rule-month-day = { $day } числа
task-rule-last-day = останнього дня
task-rule-until = до { $day }
task-rule-count =
    { $count ->
        [one] { $count } раз
        [few] { $count } рази
        [many] { $count } разів
       *[other] { $count } раза
    }
