/** The parts of the settings, in the order people need them. */

import {
  BookA,
  Bot,
  Info,
  KeyRound,
  type LucideIcon,
  Send,
  SlidersHorizontal,
  UsersRound,
} from "lucide-react";
import type { ComponentType } from "react";
import { AboutPart } from "./about/AboutPart";
import { General } from "./general/General";
import { KeysPart } from "./keys/KeysPart";
import { MembersPart } from "./members/MembersPart";
import { ModelsPart } from "./models/ModelsPart";
import { TelegramPart } from "./telegram/TelegramPart";
import { VocabularyPart } from "./vocabulary/VocabularyPart";

export interface Part {
  /** In the address, and the name of its text: `settings-part-general`. */
  readonly name: string;
  readonly icon: LucideIcon;
  readonly view: ComponentType;
}

const FIRST: Part = { name: "general", icon: SlidersHorizontal, view: General };

export const PARTS: readonly Part[] = [
  FIRST,
  { name: "vocabulary", icon: BookA, view: VocabularyPart },
  { name: "models", icon: Bot, view: ModelsPart },
  { name: "keys", icon: KeyRound, view: KeysPart },
  { name: "members", icon: UsersRound, view: MembersPart },
  { name: "telegram", icon: Send, view: TelegramPart },
  { name: "about", icon: Info, view: AboutPart },
];

/** Return the part of this name; without a name the first; undefined when there is none. */
export function findPart(name: string | undefined): Part | undefined {
  return name === undefined ? FIRST : PARTS.find((part) => part.name === name);
}
