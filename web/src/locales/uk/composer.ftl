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
