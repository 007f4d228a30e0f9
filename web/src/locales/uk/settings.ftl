# Налаштування робочого простору та особисті.

settings-parts = Розділи налаштувань
settings-part-general = Загальні
settings-about-general = Який вигляд має сторінка для вас і як читаються повідомлення робочого простору.
settings-part-vocabulary = Словник
settings-about-vocabulary = Ваші слова, які має знати Manta: проєкти, компоненти та мітки.

settings-unsaved = Зміни ще не збережено
settings-saving = Збереження …
settings-saved = Налаштування збережено
settings-admins-only = Змінювати налаштування робочого простору можуть лише адміністратори. Ви можете їх переглядати.
settings-no-suggestion = Такої назви немає

settings-personal = Для вас
settings-personal-hint = Зберігається в цьому браузері та діє одразу.
settings-theme = Тема
settings-theme-auto = Як на пристрої
settings-theme-light = Світла
settings-theme-dark = Темна
settings-page-language = Мова сторінки
settings-page-language-auto = Як у браузері
settings-letter-keys = Однолітерні скорочення
settings-letter-keys-hint = «c» додає завдання, «/» шукає, «g» і літера відкривають розділ.

settings-workspace = Робочий простір
settings-workspace-hint = Спільне для всіх.
settings-name = Назва
settings-timezone = Часовий пояс
settings-timezone-now = Там зараз { $clock }. «Завтра о 9» читається за цим годинником.
settings-timezone-hint = Введіть місто, наприклад Kyiv, і виберіть.
settings-language = Мова повідомлень
settings-language-none = Визначати для кожного повідомлення
settings-language-hint = Допомагає з датами та короткими повідомленнями.

settings-thresholds = Коли повідомлення стають завданнями
settings-thresholds-hint = Про кожне повідомлення Manta каже, наскільки вона впевнена. Ви вирішуєте, якої впевненості досить.
settings-own-limits = Власні межі цього простору
settings-own-limits-hint = Без них діють межі системи, зазвичай 75 % і 35 %.
settings-task-threshold = Стає завданням саме, починаючи з
settings-proposal-threshold = Пропонується вам, починаючи з
settings-duplicate-threshold = Завдання вважаються дублікатами, починаючи з
settings-sure-certain = лише коли Manta майже певна
settings-sure-quite = коли Manta досить упевнена
settings-sure-likely = коли це ймовірніше, ніж ні
settings-sure-guess = навіть за здогадкою
settings-duplicates-few = пов’язуються лише завдання майже про те саме тими ж словами
settings-duplicates-some = пов’язуються завдання про те саме
settings-duplicates-many = пов’язуються навіть просто схожі завдання
settings-zone-nothing = Нижче { $proposal }: без змін
settings-zone-proposal = Від { $proposal }: пропозиція
settings-zone-task = Від { $task }: завдання
settings-preview-none = Щойно повідомлення буде прочитано, тут з’явиться, що з ними станеться.
settings-preview =
    { $read ->
        [one] З останнього { $read } повідомлення:
       *[other] З останніх { $read } повідомлень:
    } { $tasks ->
        [one] { $tasks } завдання
        [few] { $tasks } завдання
        [many] { $tasks } завдань
       *[other] { $tasks } завдання
    }, { $proposals ->
        [one] { $proposals } пропозиція
        [few] { $proposals } пропозиції
        [many] { $proposals } пропозицій
       *[other] { $proposals } пропозиції
    }, { $nothing } без змін.

settings-add-term = Додати термін
settings-add-term-hint = Повідомлення, де є одне з його написань, стосується його; великі та малі літери не розрізняються.
settings-add = Додати
settings-kind = Вид
settings-kind-project = Проєкт
settings-kind-component = Компонент
settings-kind-label = Мітка
settings-kinds-all = Усі
settings-kinds-project = Проєкти
settings-kinds-component = Компоненти
settings-kinds-label = Мітки
settings-term-name = Назва
settings-term-needed = Дайте назву.
settings-term-added = «{ $name }» додано
settings-term-deleted = «{ $name }» видалено
settings-aliases = Пишуть також як
settings-aliases-example = кошик, сторінка оплати
settings-terms =
    { $count ->
        [0] Терміни
        [one] { $count } термін
        [few] { $count } терміни
        [many] { $count } термінів
       *[other] { $count } терміна
    }
settings-no-terms = Термінів ще немає
settings-no-terms-more = Додайте назви, якими користується ваша команда, разом із прізвиськами. Повідомлення з ними отримають правильний проєкт і мітки.
settings-filter-terms = Фільтр
settings-none-found = Такого терміна немає.
settings-edit-term = Змінити { $name }
settings-delete-term = Видалити { $name }
settings-import = Імпорт
settings-export = Експорт
settings-import-title = Імпорт термінів
settings-import-text = Терміни
settings-import-hint = По одному в рядку, наприклад «component: Оплата, кошик, каса», або JSON з експорту.
settings-import-file = Або прочитати файл
settings-import-preview = { $added } нових, { $changed } змінених, { $removed } вилучених
settings-import-unreadable = Це не список термінів і не JSON з експорту.
settings-import-line = У рядку { $line } немає назви.
settings-import-way = Терміни, що вже є
settings-import-add = Залишити
settings-import-replace = Замінити всі
settings-import-done =
    { $count ->
        [one] { $count } термін імпортовано
        [few] { $count } терміни імпортовано
        [many] { $count } термінів імпортовано
       *[other] { $count } терміна імпортовано
    }

settings-part-models = Моделі
settings-about-models = Які моделі читають повідомлення. Роботу ділять між собою три агенти.
settings-models-in-use = Зараз працюють
settings-models-in-use-hint = Хто прочитає наступне повідомлення.
settings-agent-classification = Чи це робота?
settings-agent-extraction = Хто, коли, де
settings-agent-analysis = Назва й частини
settings-models-admins-only = Вибирати інші моделі можуть лише адміністратори.
settings-choose-models = Вибір
settings-choose-models-hint = Модель приймається, лише якщо нею можна користуватися зараз. Порожнє поле бере те, що вище.
settings-model-of-model = Усі агенти
settings-model-of-classification = Лише для «Чи це робота?»
settings-model-of-extraction = Лише для «Хто, коли, де»
settings-model-of-analysis = Лише для «Назва й частини»
settings-model-system = Як налаштовано систему
settings-model-workspace = Як для всіх агентів
settings-models-missing = Що ще могло б бути
settings-model = Модель
settings-try-model = Спробувати модель
settings-try-model-hint = Вона прочитає три зразки, щонайбільше за хвилину. Нічого не зберігається; постачальник може взяти за це плату.
settings-try = Спробувати
settings-trying = Читає …
settings-trials = Що модель зрозуміла зі зразків
settings-trial-text = Зразок
settings-trial-found = Зрозуміла як
settings-trial-time = Час
settings-no-task = Не завдання
settings-sure-by = певність { $share }
settings-milliseconds = { $count } мс

settings-part-keys = Ключі API
settings-about-keys = Ключі впускають у робочий простір програми та людей без Telegram.
settings-keys = Ключі
settings-keys-admins-only = Бачити та створювати ключі API можуть лише адміністратори.
settings-create-key = Створити ключ
settings-create-key-hint = По одному на програму чи людину, щоб кожен можна було забрати окремо.
settings-create = Створити ключ
settings-key-name = Назва
settings-key-name-example = наприклад, сервер збірки
settings-key-name-needed = Дайте назву: вона записується в історію.
settings-role = Роль
settings-role-viewer-may = Читає все, нічого не змінює.
settings-role-member-may = Додає та змінює завдання, надсилає повідомлення.
settings-role-admin-may = Може також змінювати налаштування та створювати ключі.
settings-key-created = Створено { $when }
settings-key-revoked = Відкликано { $when }
settings-revoke = Відкликати
settings-revoke-key = Відкликати { $name }
settings-revoke-title = Відкликати «{ $name }»?
settings-revoke-text = Хто ним користується, одразу втратить доступ, і цього не повернути. Новий ключ можна створити будь-коли.
settings-key-gone = «{ $name }» відкликано
settings-revoked-keys =
    { $count ->
        [one] { $count } відкликаний ключ
        [few] { $count } відкликані ключі
        [many] { $count } відкликаних ключів
       *[other] { $count } відкликаного ключа
    }
settings-secret = ключ
settings-secret-title = Ключ «{ $name }»
settings-secret-text = Скопіюйте його зараз: він показується лише раз, зберігається тільки його відбиток.
settings-secret-use = Наприклад:
settings-secret-command = команду
settings-secret-kept = Ключ збережено
settings-copy = Скопіювати { $what }
settings-copy-copied = Скопійовано
settings-copy-selected = Виділено. Скопіюйте через Ctrl+C або ⌘C.

settings-part-members = Учасники
settings-about-members = Люди з чатів Telegram, що належать до цього робочого простору.
settings-people =
    { $count ->
        [one] { $count } людина
        [few] { $count } людини
        [many] { $count } людей
       *[other] { $count } людини
    }
settings-no-members = Ще нікого
settings-no-members-more = Люди з’являться тут, щойно напишуть у чаті з вашим ботом. З ключами API Telegram не потрібен.
settings-connect-telegram = Під’єднати Telegram
settings-filter-members = Знайти за ім’ям чи чатом
settings-nobody-found = Такого імені немає.
settings-standing-admin = адміністратор
settings-standing-member = учасник
settings-standing-seen = лише згадано
settings-standing-left = пішли з чату
settings-sign-out = Завершити сеанси
settings-sign-out-who = Завершити сеанси: { $name }
settings-sign-out-title = Завершити сеанси: { $name }?
settings-sign-out-text = Відкриті сторінки цього простору закриються за пів хвилини. Доки людина в чаті, вона може знову зайти через Telegram.
settings-signed-out = Сеанси завершено: { $name }

settings-part-telegram = Telegram
settings-about-telegram = Бот, який читає ваші чати й робить завдання з того, про що просять люди.
settings-telegram-steps = Під’єднати бота
settings-telegram-steps-hint = Позначки оновлюються самі, доки сторінку відкрито.
settings-steps-done = Виконано кроків: { $done } з { $all }
settings-step-is-done = (зроблено)
settings-step-is-next = (зараз)
settings-step-is-stuck = (ще не працює)
settings-step-is-later = (потім)
settings-step-command = команду
settings-step-line = рядок
settings-step-bot = Створіть бота
settings-step-bot-how = Напишіть /newbot до @BotFather у Telegram і виберіть ім’я. У відповідь надійде токен бота.
settings-step-token = Передайте токен
settings-step-token-how = Запишіть цей рядок зі своїм токеном у файл .env поруч із Manta. Хто має токен, той і є ботом, тож не кажіть його нікому; ця сторінка ніколи його не питає.
settings-step-start = Запустіть Manta знову
settings-step-start-how = Зупиніть її через Ctrl+C, перевірте налаштування та запустіть.
settings-step-group = Додайте бота до групи
settings-step-group-how = Щоб він міг читати, спершу напишіть /setprivacy до @BotFather, виберіть бота, потім «Disable». Після цього додайте його до групи.
settings-privacy-advice = Бот у режимі приватності: у групах він бачить лише команди та відповіді. Напишіть /setprivacy до @BotFather, виберіть «Disable», потім вилучіть бота з групи й додайте знову; або зробіть його там адміністратором.
settings-step-app = Відкривайте дошку в Telegram
settings-step-app-how = Дайте Manta її публічну адресу https і запустіть знову. Біля поля вводу приватного чату з’явиться кнопка дошки.
settings-connection = З’єднання
settings-bot = Бот
settings-delivery = Оновлення
settings-delivery-polling = запитуються
settings-delivery-webhook = надходять через вебхук
settings-pending = Чекає в Telegram
settings-updates =
    { $count ->
        [one] { $count } оновлення
        [few] { $count } оновлення
        [many] { $count } оновлень
       *[other] { $count } оновлення
    }
settings-last-update = Останнє оновлення
settings-never = ще не було
settings-last-error = Остання невдача
settings-reads-groups = У групах читає
settings-reads-groups-yes = усе
settings-reads-groups-no = лише команди та відповіді (режим приватності)
settings-joins-groups = Можна додавати до груп
settings-joins-groups-yes = так
settings-joins-groups-no = ні; це дозволяє /setjoingroups у @BotFather
settings-mini-app = Дошка в Telegram
settings-chats =
    { $count ->
        [one] { $count } чат
        [few] { $count } чати
        [many] { $count } чатів
       *[other] { $count } чату
    }
settings-chat-private = Приватний чат
settings-chat-group = Група
settings-chat-supergroup = Група
settings-chat-channel = Канал
settings-chat-people =
    { $count ->
        [one] відома { $count } людина
        [few] відомі { $count } людини
        [many] відомо { $count } людей
       *[other] відомо { $count } людини
    }
settings-chat-is-left = бота немає
settings-chat-is-migrated = переїхав

settings-part-about = Про програму
settings-about-about = Яка це Manta і як вона почувається.
settings-this-manta = Ця Manta
settings-version = Версія
settings-you = Ви
settings-api-docs = Довідник API
settings-health = Стан
settings-health-hint = Перевіряється що десять секунд.
settings-well = справно
settings-ill = несправно
