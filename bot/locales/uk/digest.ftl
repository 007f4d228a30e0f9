digest-title = ☀️ { $day }
digest-overdue = Прострочено
digest-today = Сьогодні
digest-week = Найближчими днями
digest-done = Учора виконано
digest-proposals = { $count ->
    [one] { $count } пропозиція чекає на відповідь.
    [few] { $count } пропозиції чекають на відповідь.
   *[other] { $count } пропозицій чекають на відповідь.
}
