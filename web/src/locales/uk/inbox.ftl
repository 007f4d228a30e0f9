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
