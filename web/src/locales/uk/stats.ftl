# Статистика: графіки, пояснення до них і таблиці.

stats-range = Показаний проміжок часу
stats-days =
    { $days ->
        [7] 7 днів
        [30] 30 днів
        [90] 90 днів
       *[365] Рік
    }
stats-headline = Головне
stats-done-week = Виконано за 7 днів
stats-week-before = { $before } за попередні 7 днів
stats-time-to-done = Медіанний час виконання
stats-median-of =
    { $done ->
        [one] { $done } завдання, останні дні: { $days }
        [few] { $done } завдання, останні дні: { $days }
        [many] { $done } завдань, останні дні: { $days }
       *[other] { $done } завдання, останні дні: { $days }
    }
stats-waiting = Пропозиції
stats-waiting-hint = чекають на рішення

stats-table = Таблиця
stats-table-of = { $title }: таблиця
stats-day = День
stats-tasks = Завдання

stats-messages = Повідомлення
stats-all-messages = Усі повідомлення
stats-actionable = Потребували дій
stats-messages-none = За цей час повідомлень не було.
stats-messages-summary =
    { $messages ->
        [one] { $messages } повідомлення
        [few] { $messages } повідомлення
        [many] { $messages } повідомлень
       *[other] { $messages } повідомлення
    }, з них потребували дій { $actionable } ({ $share }). Найбільше за день: { $most } ({ $day }).

stats-throughput = Нові та виконані завдання
stats-created = Нові
stats-completed = Виконані
stats-throughput-none = За цей час завдань не додавали й не завершували.
stats-throughput-summary =
    { $created ->
        [one] { $created } нове завдання
        [few] { $created } нові завдання
        [many] { $created } нових завдань
       *[other] { $created } нового завдання
    }, виконано { $completed }, закрито { $closed }.

stats-backlog = Незавершене
stats-unfinished = Незавершені завдання
stats-backlog-summary =
    Зараз { $now ->
        [one] { $now } незавершене завдання
        [few] { $now } незавершені завдання
        [many] { $now } незавершених завдань
       *[other] { $now } незавершеного завдання
    }, { $way ->
        [more] на { $change } більше, ніж { $day }.
        [fewer] на { $change } менше, ніж { $day }.
       *[same] стільки ж, як { $day }.
    }

stats-ages = Вік незавершених завдань
stats-age = Вік
stats-age-under =
    { $to ->
        [one] до { $to } дня
       *[other] до { $to } днів
    }
stats-age-between = { $from }–{ $to } днів
stats-age-over =
    { $from ->
        [one] понад { $from } день
        [few] понад { $from } дні
       *[other] понад { $from } днів
    }
stats-ages-none = Незавершених завдань немає.
stats-ages-summary =
    { $old ->
        [0] Серед незавершених завдань ({ $all }) немає старших за 30 днів.
       *[other] Незавершених завдань: { $all }, з них старших за 30 днів: { $old }.
    }

stats-empty = Поки що нічого рахувати
stats-empty-how = Щойно надійдуть повідомлення і з’являться завдання, тут буде видно, скільки їх, як швидко їх виконують і чи добре агенти їх розуміють.
