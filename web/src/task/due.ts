/** Days without a time, as due times. They end at their last second, as the server has it. */

/** Return the end of the day that is `days` after `now`. */
export function dayAhead(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 23, 59, 59);
}

/** Return the end of the next Monday; on a Monday that of the week after. */
export function nextMonday(now: Date): Date {
  return dayAhead(now, (8 - now.getDay()) % 7 || 7);
}
