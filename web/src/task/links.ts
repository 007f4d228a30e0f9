/** Addresses in people's texts. */

export interface Piece {
  readonly text: string;
  /** Where it leads, undefined for plain text. */
  readonly href?: string;
}

// Only http and https become links: `javascript:` and the like must stay text.
const ADDRESS = /\bhttps?:\/\/[^\s<>"«»“”]+/giu;

/** Signs at the end of an address that belong to the sentence around it. */
const SENTENCE_END = /[.,;:!?'’…]+$/u;

function withoutSentenceEnd(found: string): string {
  const address = found.replace(SENTENCE_END, "");
  // "(see https://example.org/a_(b))": a bracket belongs to the address only if it was opened in it.
  const opened = address.split("(").length;
  return address.endsWith(")") && address.split(")").length > opened
    ? withoutSentenceEnd(address.slice(0, -1))
    : address;
}

/** Return `text` in pieces, addresses apart; joined they are `text` again. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
