# Перші кроки та клавіші.

shortcuts = Клавіатурні скорочення
shortcuts-everywhere = Усюди
shortcuts-off = Окремі клавіші вимкнено в налаштуваннях; працюють лише ті, що з Ctrl або ⌘.
shortcut-search-too = Теж пошук
shortcut-move-focus = Від картки до картки
shortcut-open-task = Відкрити завдання
shortcut-column-ends = Перша, остання картка стовпця
shortcut-card-menu = Відкрити меню картки
shortcut-move-to = Перемістити в цей стовпець
shortcut-next-previous = Наступне, попереднє
shortcut-accept = Прийняти
shortcut-decline = Відхилити
shortcut-edit = Змінити перед прийняттям
shortcut-merge = Об’єднати із завданням
shortcut-select = Вибрати
shortcut-select-on = Вибрати також наступне, попереднє
shortcut-select-none = Зняти вибір
shortcut-undo-last = Повернути останнє рішення
shortcut-next-previous-message = Наступне, попереднє повідомлення
shortcut-message-details = Відкрити подробиці
shortcut-back-to-messages = Закрити подробиці
shortcut-edit-title = Змінити назву
shortcut-status = Стан
shortcut-assignees = Люди
shortcut-due = Термін
shortcut-labels = Мітки
shortcut-comment = Коментар
shortcut-save-text = Зберегти текст, надіслати коментар
shortcut-drop-text = Відкинути введений текст
shortcut-save-settings = Зберегти зміни
shortcut-add = Додати
shortcut-add-and-go-on = Додати й писати далі
shortcut-new-line = Новий рядок
shortcut-keep-draft = Закрити й зберегти текст

welcome = Вітаємо в Manta
welcome-lead = Manta читає, що пише ваша команда, і перетворює це на завдання на цій дошці. Почати можна трьома способами:
welcome-viewer = Тут ще нічого не сталося. Завдання з’являться, щойно хтось напише, що треба зробити.
welcome-example = Погляньте на приклад
welcome-example-text =
    { $count ->
        [one] { $count } повідомлення вигаданої команди «{ $chat }»: побачите, як воно стає завданням.
        [few] { $count } повідомлення вигаданої команди «{ $chat }»: побачите, як вони стають завданнями.
        [many] { $count } повідомлень вигаданої команди «{ $chat }»: побачите, як вони стають завданнями.
       *[other] { $count } повідомлення вигаданої команди «{ $chat }»: побачите, як вони стають завданнями.
    }
welcome-example-act = Завантажити приклад
welcome-reading = Прочитано { $read } з { $total } повідомлень
welcome-imported =
    { $count ->
        [one] { $count } повідомлення отримано. Завдання з’являтимуться в міру читання
        [few] { $count } повідомлення отримано. Завдання з’являтимуться в міру читання
        [many] { $count } повідомлень отримано. Завдання з’являтимуться в міру читання
       *[other] { $count } повідомлення отримано. Завдання з’являтимуться в міру читання
    }
welcome-telegram = Під’єднайте Telegram
welcome-telegram-text = Додайте бота до своєї групи: написане там ставатиме завданнями та пропозиціями.
welcome-telegram-ask = Попросіть адміністратора під’єднати вашу групу: написане там ставатиме завданнями.
welcome-telegram-act = Налаштувати
welcome-own = Напишіть завдання самі
welcome-own-text = Досить одного рядка. Час, людей, мітки й пріоритет буде розпізнано, поки ви пишете.
welcome-own-act = Написати завдання
welcome-own-sample = Замовити рулони етикеток завтра о 10 !високий #склад
