/** The queue in the browser's own storage, shared by its tabs and kept over reloads. */

import { createStore, get, type UseStore, update } from "idb-keyval";
import type { Queue } from "./queue";
import type { Shelf } from "./sender";

const KEY = "queue";

function storedIn(store: UseStore): Shelf {
  return {
    read: async () => (await get<Queue>(KEY, store)) ?? [],
    change: (change) => update<Queue>(KEY, (queue) => change(queue ?? []), store),
  };
}

export function memoryShelf(queue: Queue = []): Shelf {
  let kept = queue;
  return {
    read: async () => kept,
    change: async (change) => {
      kept = change(kept);
    },
  };
}

/** Return the browser's shelf; where it has no storage (some private windows), one that lives as long as the page. */
export async function openShelf(): Promise<Shelf> {
  try {
    const shelf = storedIn(createStore("manta-outbox", "entries"));
    await shelf.read();
    return shelf;
  } catch {
    return memoryShelf(); // sending still works, only a reload would lose what waits
  }
}
