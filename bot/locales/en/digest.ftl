digest-title = ☀️ { $day }
digest-overdue = Overdue
digest-today = Today
digest-week = In the next days
digest-done = Done yesterday
digest-proposals = { $count ->
    [one] One suggestion waits for an answer.
   *[other] { $count } suggestions wait for an answer.
}
