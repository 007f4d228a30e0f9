/** Terms as people write, look for, and exchange them. */

import type { StoredTerm, Term, TermKind } from "../../api/schema";

export const KINDS: readonly TermKind[] = ["project", "component", "label"];

/** Return what spellings share that the server takes for the same (domain/vocabulary.py). */
export function fold(spelling: string): string {
  return spelling.normalize("NFKC").toLowerCase();
}

/** Return the spellings in a line, parted by commas, each once. */
export function splitAliases(line: string): string[] {
  const spellings = new Map<string, string>();
  for (const part of line.split(",")) {
    const spelling = part.trim();
    if (spelling !== "" && !spellings.has(fold(spelling))) spellings.set(fold(spelling), spelling);
  }
  return [...spellings.values()];
}

export function joinAliases(aliases: readonly string[]): string {
  return aliases.join(", ");
}

/** Return the terms of a kind, of all when it is "all", that have `query` in one of their spellings. */
export function findTerms(terms: readonly StoredTerm[], kind: TermKind | "all", query: string): StoredTerm[] {
  const wanted = fold(query.trim());
  return terms.filter(
    (term) =>
      (kind === "all" || term.kind === kind) &&
      [term.name, ...(term.aliases ?? [])].some((spelling) => fold(spelling).includes(wanted)),
  );
}

/** Text that holds no terms; `line` is where, counted from 1, null when the text as a whole is at fault. */
export class UnreadableTermsError extends Error {
  override readonly name = "UnreadableTermsError";

  constructor(readonly line: number | null) {
    super("These are no terms.");
  }
}

function isKind(kind: unknown): kind is TermKind {
  return KINDS.some((one) => one === kind);
}

function readTerm(value: unknown): Term | null {
  if (typeof value !== "object" || value === null) return null;
  const { kind, name, aliases = [] } = value as Record<string, unknown>;
  if (!isKind(kind) || typeof name !== "string" || name.trim() === "") return null;
  if (!Array.isArray(aliases) || !aliases.every((alias) => typeof alias === "string")) return null;
  return { kind, name: name.trim(), aliases };
}

function readJson(text: string): Term[] {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    throw new UnreadableTermsError(null);
  }
  if (!Array.isArray(values)) throw new UnreadableTermsError(null);
  return values.map((value) => {
    const term = readTerm(value);
    if (term === null) throw new UnreadableTermsError(null);
    return term;
  });
}

const LINE = /^(?:(project|component|label)s?\s*:)?\s*(.+)$/i;

function readLine(line: string, number: number): Term {
  const [, kind = "label", words = ""] = LINE.exec(line) ?? [];
  const [name, ...aliases] = splitAliases(words);
  if (name === undefined) throw new UnreadableTermsError(number);
  return { kind: kind.toLowerCase() as TermKind, name, aliases };
}

/**
 * Return the terms of a text: JSON as `GET /api/vocabulary` gives it, or one term a line, such as
 * "component: Checkout, cart, Kasse"; without a kind it is a label.
 *
 * @throws UnreadableTermsError It is neither.
 */
export function readTerms(text: string): Term[] {
  if (/^\s*[[{]/.test(text)) return readJson(text);
  return text
    .split("\n")
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => readLine(line, number));
}

function keyOf(term: Term): string {
  return `${term.kind} ${fold(term.name)}`;
}

function toTerm({ kind, name, aliases }: Term): Term {
  return { kind, name, aliases: aliases ?? [] };
}

/** Return all terms after `incoming` were added: known ones keep their spelling and gain its aliases. */
export function mergeTerms(known: readonly Term[], incoming: readonly Term[]): Term[] {
  const terms = new Map(known.map((term) => [keyOf(term), toTerm(term)]));
  for (const term of incoming) {
    const before = terms.get(keyOf(term));
    const aliases = splitAliases(joinAliases([...(before?.aliases ?? []), ...(term.aliases ?? [])]));
    terms.set(keyOf(term), { ...(before ?? toTerm(term)), aliases });
  }
  return [...terms.values()];
}

/** What a replacement of the vocabulary does, in numbers of terms. */
export interface Differences {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Return what differs between the terms before and after. */
export function compareTerms(before: readonly Term[], after: readonly Term[]): Differences {
  const known = new Map(before.map((term) => [keyOf(term), JSON.stringify(toTerm(term))]));
  const next = new Map(after.map((term) => [keyOf(term), JSON.stringify(toTerm(term))]));
  const shared = [...next.keys()].filter((key) => known.has(key));
  return {
    added: next.size - shared.length,
    changed: shared.filter((key) => next.get(key) !== known.get(key)).length,
    removed: known.size - shared.length,
  };
}

/** Return terms as the text of a file that can be read in again. */
export function writeTerms(terms: readonly Term[]): string {
  return `${JSON.stringify(terms.map(toTerm), null, 2)}\n`;
}
