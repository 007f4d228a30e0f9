/** What the palette does besides finding: going to a view, adding a task, changing the theme. */

import { Keyboard, type LucideIcon, Moon, Plus, Sun, SunMoon } from "lucide-react";
import { useLocation } from "wouter";
import { composeWith, openComposer, openShortcuts } from "../app/overlays";
import { prefer } from "../app/preferences";
import { useMe } from "../app/session";
import { VIEWS } from "../app/views";
import { type Say, useSay } from "../text/text";

export interface Command {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly text: string;
  readonly keys?: string;
  readonly act: () => void;
}

function viewCommands(say: Say, navigate: (path: string) => void): Command[] {
  return VIEWS.map((view) => ({
    id: `view-${view.name}`,
    icon: view.icon,
    text: say("go-to", { view: say(`view-${view.name}`) }),
    keys: `g ${view.key}`,
    act: () => navigate(view.path),
  }));
}

function otherCommands(say: Say): Command[] {
  return [
    { id: "dark", icon: Moon, text: say("theme-dark"), act: () => prefer({ theme: "dark" }) },
    { id: "light", icon: Sun, text: say("theme-light"), act: () => prefer({ theme: "light" }) },
    { id: "auto", icon: SunMoon, text: say("theme-auto"), act: () => prefer({ theme: "auto" }) },
    { id: "keys", icon: Keyboard, text: say("shortcuts"), keys: "?", act: openShortcuts },
  ];
}

/** Return everything that can be done by a command, without what the person may not do. */
export function useCommands(): Command[] {
  const say = useSay();
  const [, navigate] = useLocation();
  const { role } = useMe();
  const compose = { id: "compose", icon: Plus, text: say("add-task"), keys: "c", act: openComposer };
  return [...viewCommands(say, navigate), ...(role === "viewer" ? [] : [compose]), ...otherCommands(say)];
}

/** Return the commands that have every word of `text`, in any order and case. */
export function fitting<Each extends { text: string }>(commands: readonly Each[], text: string): Each[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter((command) => {
    const name = command.text.toLocaleLowerCase();
    return words.every((word) => name.includes(word));
  });
}

/** Return the command that makes a task of what was searched for. */
export function useAddCommand(text: string): Command | null {
  const say = useSay();
  const { role } = useMe();
  const wanted = text.trim();
  if (role === "viewer" || wanted === "") return null;
  const act = () => composeWith(wanted);
  return { id: "compose-this", icon: Plus, text: say("add-this", { text: wanted }), act };
}
