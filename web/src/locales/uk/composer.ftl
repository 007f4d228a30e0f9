# Рядок тексту, що стає завданням.

compose-text = Що треба зробити
compose-placeholder = Подзвонити в порт у п’ятницю о 9 !високий @ann #склад
compose-hint = Enter додає завдання, Control і Enter додає та лишає вікно відкритим, Escape закриває й зберігає текст.
compose-syntax = Пишіть день або час, @людину, #мітку, !високий. Слова в «лапках» лишаються як є.
compose-add = Додати
compose-added = Завдання додано
compose-open = Відкрити
compose-understood = Зрозуміло
compose-take-back = Не те: { $fact }

repeats = повторюється
repeats-day =
    { $count ->
        [1] щодня
        [one] кожен { $count } день
        [few] кожні { $count } дні
        [many] кожні { $count } днів
       *[other] кожні { $count } дня
    }
repeats-week =
    { $count ->
        [1] щотижня
        [one] кожен { $count } тиждень
        [few] кожні { $count } тижні
        [many] кожні { $count } тижнів
       *[other] кожні { $count } тижня
    }
repeats-month =
    { $count ->
        [1] щомісяця
        [one] кожен { $count } місяць
        [few] кожні { $count } місяці
        [many] кожні { $count } місяців
       *[other] кожні { $count } місяця
    }
repeats-year =
    { $count ->
        [1] щороку
        [one] кожен { $count } рік
        [few] кожні { $count } роки
        [many] кожні { $count } років
       *[other] кожні { $count } року
    }

compose-people = Люди
compose-labels = Мітки
compose-offline = Сервер недоступний. Завдання зачекає тут, його буде прочитано й надіслано згодом.
compose-replaced = Замість вашої чернетки тепер цей текст

outbox = Очікує надсилання
outbox-waiting = Очікує надсилання ({ $count })
outbox-refused = Не прийнято ({ $count })
outbox-refused-one = Завдання не прийнято
outbox-kept = Немає з’єднання. Завдання збережено, його буде надіслано
outbox-explained = Ці завдання зберігаються в браузері й будуть надіслані, щойно сервер стане доступний.
outbox-empty = Усе надіслано.
outbox-edit = Змінити
outbox-edit-this = Змінити: { $text }
outbox-discard-this = Відкинути: { $text }
outbox-discarded = Відкинуто
outbox-now = Надіслати зараз
outbox-sent =
    { $count ->
        [one] { $count } завдання надіслано
        [few] { $count } завдання надіслано
        [many] { $count } завдань надіслано
       *[other] { $count } завдання надіслано
    }
