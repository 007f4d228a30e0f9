reminder-before-time = ⏰ Скоро строк: { $title }
reminder-before-day = ⏰ Строк сьогодні: { $title }
reminder-due-time = 🔔 Строк настав: { $title }
reminder-due-day = 🔔 Сьогодні останній день: { $title }
reminder-late = 🔔 Строк минув: { $title }
reminder-snoozed = ⏰ Нагадую, як просили: { $title }
reminder-many = { $count ->
    [one] 🔔 Настав час для { $count } завдання:
   *[other] 🔔 Настав час для { $count } завдань:
}
reminder-more = … і ще { $count }
reminder-hour = ⏰ 1 год
reminder-tomorrow = ⏰ Завтра
reminder-until = Нагадаю: { $moment }
reminder-is-snoozed = ⏰ { $title }
    #{ $id } · нагадаю { $moment }
reminder-done = Готово 🎉
reminder-is-done = ✅ <s>{ $title }</s>
    #{ $id } · { $name }: виконано
reminder-done-already = Вже виконано.
reminder-ended = Це завдання вже завершене.
reminder-gone = Такого завдання тут більше немає.
