/** The parts of the settings, in the order people need them. */

import { BookA, type LucideIcon, SlidersHorizontal } from "lucide-react";
import type { ComponentType } from "react";
import { General } from "./general/General";
import { VocabularyPart } from "./vocabulary/VocabularyPart";

export interface Part {
  /** In the address, and the name of its text: `settings-part-general`. */
  readonly name: string;
  readonly icon: LucideIcon;
  readonly view: ComponentType;
}

const FIRST: Part = { name: "general", icon: SlidersHorizontal, view: General };

export const PARTS: readonly Part[] = [FIRST, { name: "vocabulary", icon: BookA, view: VocabularyPart }];

/** Return the part of this name; without a name the first; undefined when there is none. */
export function findPart(name: string | undefined): Part | undefined {
  return name === undefined ? FIRST : PARTS.find((part) => part.name === name);
}
