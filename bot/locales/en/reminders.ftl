reminder-before-time = ⏰ Due soon: { $title }
reminder-before-day = ⏰ Due today: { $title }
reminder-due-time = 🔔 Due now: { $title }
reminder-due-day = 🔔 Today is the last day: { $title }
reminder-late = 🔔 Was due: { $title }
reminder-snoozed = ⏰ As you asked: { $title }
reminder-many = { $count ->
    [one] 🔔 It is time for one task:
   *[other] 🔔 It is time for { $count } tasks:
}
reminder-more = … and { $count } more
reminder-hour = ⏰ 1 h
reminder-tomorrow = ⏰ Tomorrow
reminder-until = I will remind you: { $moment }
reminder-is-snoozed = ⏰ { $title }
    #{ $id } · again { $moment }
reminder-done = Done 🎉
reminder-is-done = ✅ <s>{ $title }</s>
    #{ $id } · done by { $name }
reminder-done-already = It is done already.
reminder-ended = The task has ended already.
reminder-gone = There is no such task here any more.
