repeat-hourly = { $number ->
    [1] щогодини
    [one] кожну { $number } годину
    [few] кожні { $number } години
   *[other] кожні { $number } годин
}
repeat-daily = { $number ->
    [1] щодня
    [one] кожен { $number } день
    [few] кожні { $number } дні
   *[other] кожні { $number } днів
}
repeat-weekly = { $number ->
    [1] щотижня
    [one] кожен { $number } тиждень
    [few] кожні { $number } тижні
   *[other] кожні { $number } тижнів
}
repeat-monthly = { $number ->
    [1] щомісяця
    [one] кожен { $number } місяць
    [few] кожні { $number } місяці
   *[other] кожні { $number } місяців
}
repeat-yearly = { $number ->
    [1] щороку
    [one] кожен { $number } рік
    [few] кожні { $number } роки
   *[other] кожні { $number } років
}
repeat-workdays = у будні
repeat-weekly-on = { $number ->
    [1] щотижня: { $days }
    [one] кожен { $number } тиждень: { $days }
    [few] кожні { $number } тижні: { $days }
   *[other] кожні { $number } тижнів: { $days }
}
repeat-monthly-on = { $number ->
    [1] щомісяця, { $day } числа
    [one] кожен { $number } місяць, { $day } числа
    [few] кожні { $number } місяці, { $day } числа
   *[other] кожні { $number } місяців, { $day } числа
}
repeat-how = Скажіть, яке завдання й коли: <code>/repeat 12 щопонеділка 9:00</code> або <code>/repeat 12 stop</code>.
repeat-unknown-time = Не зрозуміло, коли. Наприклад: <code>/repeat { $id } щопонеділка 9:00</code>.
repeat-no-task = Тут немає завдання #{ $id }.
repeat-started = 🔁 #{ $id }: { $rule }, наступного разу { $moment }.
repeat-stopped = #{ $id } більше не повторюється.
