# Стрічка повідомлень і одне повідомлення повністю.

messages-kind-assignee = Кого просять
messages-kind-date = Дата
messages-kind-version = Версія
messages-kind-project = Проєкт
messages-kind-component = Компонент
messages-kind-technology = Технологія
messages-kind-mention = Згадка
messages-kind-url = Посилання

messages-legend = Що означають кольори

messages-source-telegram = Telegram
messages-source-slack = Slack
messages-source-email = Ел. пошта
messages-source-api = API

messages-edited = змінено
messages-forwarded = переслано від { $name }
messages-details = Докладніше
messages-open = Докладніше про повідомлення від { $name }
messages-tasks = Завдання
messages-task-number = Завдання { $id }
messages-waiting = Чекає на прочитання
messages-failed = Не вдалося прочитати.
messages-retry = Спробувати ще раз
messages-queued-again = Повідомлення знову в черзі
messages-new =
    { $count ->
        [one] { $count } нове повідомлення
        [few] { $count } нові повідомлення
        [many] { $count } нових повідомлень
       *[other] { $count } нового повідомлення
    }
messages-end =
    { $count ->
        [one] Це все: { $count } повідомлення
        [few] Це все: { $count } повідомлення
        [many] Це все: { $count } повідомлень
       *[other] Це все: { $count } повідомлення
    }

messages-no-task = Не завдання
messages-what-is-it = Що це?
messages-how-urgent = Наскільки це терміново?
messages-change-category = Змінити категорію:
messages-change-priority = Змінити пріоритет:
messages-change-due = Змінити термін:
messages-no-due = Без терміну
messages-sure = Певність { $share }
messages-corrected-by = Виправлено: { $name }
messages-corrected = Виправлено. Агенти на цьому вчаться
messages-correct-failed = Виправлення не прийнято
messages-undone = Виправлення скасовано

messages-one = Повідомлення
messages-in-telegram = Відкрити в Telegram
messages-verdict = Чим воно є
messages-confidence = Наскільки агенти певні
messages-confidence-sure = { $share }: цілком певні
messages-confidence-likely = { $share }: радше певні
messages-confidence-unsure = { $share }: не певні
messages-corrected-at = Виправлено: { $name }, { $when }
messages-agents-said = Агенти вважали так:
messages-seen = Що в ньому помічено
messages-reply-draft = Можлива відповідь
messages-earlier = Попередні тексти
messages-replaced = замінено { $when }
messages-reading = Як його прочитано
messages-model = Модель
messages-fallback = Чому інша модель
messages-took = Тривало
messages-cost = Вартість
messages-received = Отримано
messages-id = Номер і код
messages-read-again = Прочитати знову

messages-due = Термін
messages-due-words = На коли це?
messages-due-example = завтра 17:00
messages-due-hint = Наприклад, «п’ятниця 17:00» або «через 3 дні»
messages-due-unclear = Тут не знайдено ні дня, ні часу
messages-due-clear = Без терміну

messages-attachments = Вкладення
messages-picture = Зображення
messages-file = Файл ({ $kind })

messages-search = Пошук у повідомленнях
messages-filter-chat = Чат
messages-filter-author = Автор
messages-filter-category = Категорія
messages-filter-status = Стан
messages-filter-source = Джерело
messages-status-received = Чекає
messages-status-analyzed = Прочитане
messages-status-failed = Не прочитане
messages-any = Будь-яке значення
messages-clear = Скинути фільтри

messages-none = Повідомлень ще немає
messages-none-how = Усе, що ваша команда пише в Telegram або надсилає програма, одразу з’являється тут разом із тим, що з цього зрозуміли агенти.
messages-example = Спробувати на прикладі чату
messages-connect = Під’єднати Telegram
messages-by-hand = Або надішліть повідомлення самі:
messages-first = Експорт не працює з полудня, виправте до п’ятниці, будь ласка
messages-copy = Копіювати
messages-copied = Скопійовано
messages-nothing-fits = Жодне повідомлення не підходить
messages-nothing-fits-how = Спробуйте інші слова або менше фільтрів.
