import { useMemo } from "react";
import { piecesOf, type Range } from "../text/pieces";
import css from "./Marked.module.css";

/** A text that a search has found, its words marked. */
export function Found({ text, places }: { text: string; places: readonly Range[] }) {
  const pieces = useMemo(() => piecesOf(text, places), [text, places]);
  return (
    <div className={css.text} dir="auto">
      {pieces.map((piece) =>
        piece.marked ? (
          <mark key={piece.start} className={css.found}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </div>
  );
}
