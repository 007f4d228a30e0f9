settings =
    <b>Налаштування</b>

    Мова: { $language }
    Часовий пояс: { $zone }, там зараз { $time }
    Повідомлення, що стають завданнями: { $feedback }
    Підсумок дня: { $digest }
settings-to-language = 🌐 Мова
settings-to-regions = 🕐 Часовий пояс
settings-to-feedback = 👀 Повідомлення
settings-to-digest = 📰 Підсумок
settings-back = ← Назад
settings-saved = Збережено
settings-language = Якою мовою говорити?
settings-language-usual = Як у Telegram
settings-zone = Часовий пояс: { $zone }. Виберіть інший або напишіть місто: <code>{ $command } timezone Київ</code>
settings-zone-words = пояс час зона
settings-zone-which = Що означає «{ $wish }»?
settings-zone-unknown = Я не знаю часового поясу чи міста «{ $wish }». Напишіть інакше або назвіть пояс: <code>{ $command } timezone Europe/Kyiv</code>
settings-zone-by-region = Вибрати за регіоном
settings-feedback = Що робити, коли повідомлення стає завданням?
settings-feedback-cards = показувати картку
settings-feedback-reactions = ставити реакцію
settings-feedback-off = нічого
settings-digest = О котрій годині надсилати підсумок? ({ $zone })
settings-digest-off = немає
region-africa = Африка
region-america = Америка
region-antarctica = Антарктида
region-arctic = Арктика
region-asia = Азія
region-atlantic = Атлантичний океан
region-australia = Австралія
region-europe = Європа
region-indian = Індійський океан
region-pacific = Тихий океан
