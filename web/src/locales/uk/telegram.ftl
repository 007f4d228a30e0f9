# Сторінка всередині Telegram.

telegram-unsigned = Telegram не повідомив, хто ви
telegram-unsigned-remedy = Відкрийте дошку кнопкою меню бота або за посиланням, яке надіслав бот.
telegram-refused = Цей вхід уже недійсний
telegram-refused-remedy = Можливо, минула година або він для іншого бота. Закрийте дошку й відкрийте її з Telegram знову.
telegram-nowhere = Тут ще немає дошки для вас
telegram-nowhere-remedy = Напишіть щось у групі, де є бот, і спробуйте ще раз. Якщо не допоможе, попросіть в адміністратора посилання для входу.
telegram-no-cookie = Це вікно не зберігає входу
telegram-no-cookie-remedy = Дозвольте цій сторінці файли cookie або відкрийте дошку в застосунку Telegram.
telegram-ended = Ваш сеанс завершено
telegram-ended-remedy = Закрийте дошку й відкрийте її з Telegram знову.
telegram-choose = Яку дошку відкрити?
telegram-choose-hint = Ви маєте доступ до кількох. Змінити вибір можна пізніше, поруч із назвою.
