import { useMemo } from "react";
import type { DomainAnalysisSpan, EntityKind } from "../api/schema";
import { useSay } from "../text/text";
import css from "./Marked.module.css";
import { type Piece, piecesOf } from "./pieces";

const NONE: readonly DomainAnalysisSpan[] = [];

/** The name of a kind in its colour, as it is marked in texts. */
export function KindName({ kind }: { kind: EntityKind }) {
  return (
    <span className={css.mark} data-kind={kind}>
      {useSay()(`messages-kind-${kind}`)}
    </span>
  );
}

function PieceText({ piece }: { piece: Piece }) {
  const say = useSay();
  if (piece.kinds.length === 0) return piece.text;
  const names = piece.kinds.map((kind) => say(`messages-kind-${kind}`)).join(", ");
  const marked = (
    <mark className={css.mark} data-kind={piece.kinds[0]} title={names}>
      {piece.text}
    </mark>
  );
  if (piece.href === null) return marked;
  return (
    <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
      {marked}
    </a>
  );
}

/** A text of people with what the agents saw in it marked; always as text, whatever is in it. */
export function Marked({
  text,
  spans = NONE,
}: {
  text: string;
  spans?: readonly DomainAnalysisSpan[] | undefined;
}) {
  const pieces = useMemo(() => piecesOf(text, spans), [text, spans]);
  return (
    <div className={css.text} dir="auto">
      {pieces.map((piece) => (
        <PieceText key={piece.start} piece={piece} />
      ))}
    </div>
  );
}
