/** Where one gets to from a place in the list. */

/** Return the id after (1) or before (-1) `current`, the first one without a current, null at the ends. */
export function neighbour(ids: readonly number[], current: number | null, step: 1 | -1): number | null {
  const place = current === null ? -1 : ids.indexOf(current);
  if (place < 0) return ids[0] ?? null;
  return ids[place + step] ?? null;
}

/** Return what to look at when `going` leave the list: the next below `current` that stays, else above it. */
export function successor(ids: readonly number[], current: number, going: readonly number[]): number | null {
  const place = ids.indexOf(current);
  const stays = (id: number) => !going.includes(id) && id !== current;
  return ids.slice(place + 1).find(stays) ?? ids.slice(0, Math.max(place, 0)).findLast(stays) ?? null;
}
