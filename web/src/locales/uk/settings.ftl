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
settings-filter-terms = Фільтр за назвою чи написанням
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
