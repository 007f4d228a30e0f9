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
        [one] { $done } завдання за { $days } днів
        [few] { $done } завдання за { $days } днів
        [many] { $done } завдань за { $days } днів
       *[other] { $done } завдання за { $days } днів
    }
stats-waiting = Пропозиції
stats-waiting-hint = чекають на рішення

stats-table = Таблиця
stats-day = День
stats-week = Тиждень
stats-week-from = Тиждень від { $day }
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
    Від { $day } { $way ->
        [more] стало на { $change } більше
        [fewer] стало на { $change } менше
       *[same] кількість не змінилася
    }: зараз { $now ->
        [one] { $now } незавершене завдання.
        [few] { $now } незавершені завдання.
        [many] { $now } незавершених завдань.
       *[other] { $now } незавершеного завдання.
    }

stats-ages = Вік незавершених завдань у днях
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

stats-categories = Категорії
stats-category = Категорія
stats-priorities = Пріоритети
stats-priority = Пріоритет
stats-kinds-none = За цей час нових завдань не було.
stats-kinds-summary = Найчастіше: { $kind } ({ $share } нових завдань).

stats-done = Час виконання
stats-done-half = Половина завдань
stats-done-most = Дев’ять із десяти
stats-done-none = За цей час жодного завдання не виконано.
stats-done-summary = Виконано завдань: { $done }. За { $half } — половину, за { $most } — дев’ять із десяти.

stats-agent = Агент
stats-agent-analysis = Розмови
stats-agent-classification = Класифікація
stats-agent-extraction = Виокремлення

stats-latency = Як швидко відповідають агенти
stats-latency-half = Половина — за
stats-latency-most = 19 із 20 — за
stats-latency-none = За цей час агенти не працювали.
stats-latency-summary =
    { $runs ->
        [one] { $runs } запуск
        [few] { $runs } запуски
        [many] { $runs } запусків
       *[other] { $runs } запуску
    } моделі { $model }: половина тривала до { $half }, 19 із 20 — до { $most }

stats-quality = Як часто люди погоджуються з агентами
stats-quality-summary =
    { $analysed ->
        [0] За цей час жодного повідомлення не проаналізовано.
       *[other] Частка повідомлень, у яких цього ніхто не виправляв (усього { $analysed }).
    }
stats-judged = Що оцінювали
stats-kept = Не виправлено
stats-corrected = Виправлено
stats-field-actionable = Чи це завдання
stats-field-category = Категорія
stats-field-priority = Пріоритет
stats-field-due = Термін

stats-models = Використані моделі
stats-agent-model = Агент і модель
stats-runs = Запуски
stats-stood-in = На заміну
stats-tokens = Токени
stats-price = Вартість
stats-cost = За цей час моделі коштували { $cost }.
stats-cost-partly = За цей час моделі коштували { $cost }, не рахуючи запусків, ціна яких невідома.
stats-fallbacks =
    { $runs ->
        [one] У { $runs } запуску обрану модель замінила інша.
       *[other] У { $runs } запусках обрану модель замінила інша.
    }

stats-empty = Поки що нічого рахувати
stats-empty-how = Щойно надійдуть повідомлення і з’являться завдання, тут буде видно, скільки їх, як швидко їх виконують і чи добре агенти їх розуміють.
