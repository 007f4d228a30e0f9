repeat-hourly = { $number ->
    [one] every hour
   *[other] every { $number } hours
}
repeat-daily = { $number ->
    [one] every day
   *[other] every { $number } days
}
repeat-weekly = { $number ->
    [one] every week
   *[other] every { $number } weeks
}
repeat-monthly = { $number ->
    [one] every month
   *[other] every { $number } months
}
repeat-yearly = { $number ->
    [one] every year
   *[other] every { $number } years
}
repeat-workdays = on weekdays
repeat-weekly-on = { $number ->
    [one] every week on { $days }
   *[other] every { $number } weeks on { $days }
}
repeat-monthly-on = { $number ->
    [one] every month on day { $day }
   *[other] every { $number } months on day { $day }
}
repeat-how = Say which task and when: <code>/repeat 12 every Monday 9:00</code>, or <code>/repeat 12 stop</code>.
repeat-unknown-time = I did not understand when. For example: <code>/repeat { $id } every Monday 9:00</code>.
repeat-no-task = There is no task #{ $id } here.
repeat-started = 🔁 #{ $id }: { $rule }, next { $moment }.
repeat-stopped = #{ $id } does not repeat any more.
