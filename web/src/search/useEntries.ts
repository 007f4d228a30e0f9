import { useLocation } from "wouter";
import type { Hit } from "../api/schema";
import { useOwner } from "../app/session";
import { type Command, fitting, useAddCommand, useCommands } from "./commands";
import { remember, useRecent } from "./recent";
import type { Found } from "./useSearch";

/** A line of the palette. Only `search` leaves it open: it fills the field. */
export type Entry =
  | { readonly kind: "command"; readonly id: string; readonly command: Command; readonly act: () => void }
  | { readonly kind: "search"; readonly id: string; readonly text: string; readonly act: () => void }
  | { readonly kind: "hit"; readonly id: string; readonly hit: Hit; readonly act: () => void };

/** Lines under a name; the name is that of its text. */
export interface EntryGroup {
  readonly value: "palette-recent" | "palette-do" | "palette-tasks" | "palette-messages" | "palette-add";
  readonly items: readonly Entry[];
}

function pathOf(hit: Hit): string {
  return hit.task ? `/tasks/${hit.task.id}` : `/messages/${hit.message?.id ?? ""}`;
}

function asEntry(command: Command): Entry {
  return { kind: "command", id: command.id, command, act: command.act };
}

function useHits(text: string, found: Found): { tasks: Entry[]; messages: Entry[] } {
  const owner = useOwner();
  const [, navigate] = useLocation();
  const entries = (found.result?.hits ?? []).map((hit): Entry => {
    const path = pathOf(hit);
    const act = () => {
      remember(owner, text.trim());
      navigate(path);
    };
    return { kind: "hit", id: path, hit, act };
  });
  const of = (kind: Hit["kind"]) =>
    entries.filter((entry) => entry.kind === "hit" && entry.hit.kind === kind);
  return { tasks: of("task"), messages: of("message") };
}

/** Return the palette's lines for a text: what can be done first, then what was found. */
export function useEntries(text: string, found: Found, search: (text: string) => void): EntryGroup[] {
  const recent = useRecent(useOwner());
  const commands = fitting(useCommands(), text).map(asEntry);
  const { tasks, messages } = useHits(text, found);
  const add = useAddCommand(text);
  // Only when the search is over: Enter on the first line must not mean something else a moment later.
  const offered = add && !found.pending ? [asEntry(add)] : [];
  const searches = recent.map((each): Entry => {
    return { kind: "search", id: `recent ${each}`, text: each, act: () => search(each) };
  });
  const groups: EntryGroup[] = [
    { value: "palette-recent", items: text.trim() === "" ? searches : [] },
    { value: "palette-do", items: commands },
    { value: "palette-tasks", items: tasks },
    { value: "palette-messages", items: messages },
    { value: "palette-add", items: offered },
  ];
  return groups.filter((group) => group.items.length > 0);
}
