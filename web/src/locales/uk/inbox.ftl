# Вхідні: пропозиції, що чекають на рішення.

inbox-left =
    { $count ->
        [one] Лишилася { $count }
        [few] Лишилося { $count }
        [many] Лишилося { $count }
       *[other] Лишилося { $count }
    }
inbox-list = Пропозиції
inbox-select = Вибрати «{ $title }»
inbox-detail = Обрана пропозиція
inbox-empty-title = Усе розібрано. Чудово!
inbox-empty-body = Коли агенти бачать у повідомленні щось схоже на завдання, але не певні, чи варто його створювати, вони питають вас тут.
inbox-empty-chat = Подивитися, про що пишуть
inbox-choose = Оберіть пропозицію
inbox-sure-hardly = Майже не впевнені
inbox-sure-little = Не дуже впевнені
inbox-sure-rather = Радше впевнені
inbox-sure-quite = Цілком упевнені
inbox-confidence = Наскільки впевнені агенти
inbox-confidence-value = { $words }, { $percent }
inbox-source = Звідки це
inbox-why = Чому пропонуємо
inbox-assignees = Виконавці
inbox-labels = Мітки
inbox-category = Категорія
inbox-priority = Пріоритет
inbox-due = Термін
inbox-description = Опис
inbox-none = немає
inbox-proposed = запропоновано { $when }
inbox-telegram = Відкрити в Telegram
inbox-accept = Прийняти
inbox-decline = Відхилити
inbox-decline-why = Відхилити, бо це …
inbox-reason-not_a_task = не завдання
inbox-reason-duplicate = уже є
inbox-reason-other = щось інше
inbox-next = Наступна пропозиція
inbox-previous = Попередня пропозиція
inbox-back = Усі пропозиції
inbox-becomes-task = «{ $title }» стає завданням
inbox-become-tasks =
    { $count ->
        [one] { $count } пропозиція стає завданням
        [few] { $count } пропозиції стають завданнями
        [many] { $count } пропозицій стають завданнями
       *[other] { $count } пропозиції стають завданнями
    }
inbox-declined = «{ $title }» відхилено
inbox-declined-many =
    { $count ->
        [one] { $count } пропозицію відхилено
        [few] { $count } пропозиції відхилено
        [many] { $count } пропозицій відхилено
       *[other] { $count } пропозиції відхилено
    }
inbox-merges = «{ $title }» долучається до «{ $target }»
inbox-undone = Повернуто: пропозиція знову чекає
inbox-undo-late = Повертати вже нічого
inbox-decided-accepted = Це вже стало завданням
inbox-decided-declined = Це вже відхилено
inbox-decided-merged = Це вже долучено до іншого завдання
inbox-decided-body = Хтось уже вирішив щодо цієї пропозиції.
inbox-open-task = Відкрити завдання
inbox-viewer = Ви можете переглядати. Вирішують учасники й адміністратори.

inbox-select-all = Вибрати всі
inbox-select-none = Зняти вибір
inbox-selected = Вибрано { $count }
inbox-sending = Надіслано { $done } з { $of }
inbox-accept-many = Прийняти { $count }
inbox-decline-many = Відхилити { $count }
inbox-edit = Змінити
inbox-merge = Долучити
inbox-merge-title = До якого завдання це належить?
inbox-merge-hint = Повідомлення стане джерелом того завдання. Нове завдання не створюється.
inbox-merge-search = Шукати завдання
inbox-merge-into = Долучити до «{ $title }»
inbox-merge-here = Долучити сюди
inbox-found =
    { $count ->
        [0] Нічого не підходить
        [one] { $count } завдання
        [few] { $count } завдання
        [many] { $count } завдань
       *[other] { $count } завдання
    }
inbox-alike = Схоже на
inbox-edit-title = Змінити пропозицію
inbox-title = Назва
inbox-commas = Кілька розділяйте комами
inbox-save-accept = Зберегти й прийняти
inbox-unread =
    { $count ->
        [one] Не вдалося прочитати { $count } повідомлення
        [few] Не вдалося прочитати { $count } повідомлення
        [many] Не вдалося прочитати { $count } повідомлень
       *[other] Не вдалося прочитати { $count } повідомлення
    }
inbox-unread-hint = Агенти пробували кілька разів. Нічого не втрачено: спробуйте ще раз, коли причина зникне.
inbox-retry-all = Спробувати всі ще раз
inbox-retried =
    { $count ->
        [one] { $count } повідомлення читається знову
        [few] { $count } повідомлення читаються знову
        [many] { $count } повідомлень читаються знову
       *[other] { $count } повідомлення читаються знову
    }
