# Стрічка повідомлень і одне повідомлення повністю.

messages-kind-assignee = Кого просять
messages-kind-date = Дата
messages-kind-version = Версія
messages-kind-project = Проєкт
messages-kind-component = Компонент
messages-kind-technology = Технологія
messages-kind-mention = Згадка
messages-kind-url = Посилання

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
