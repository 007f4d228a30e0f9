import { useMemo } from "react";
import css from "./Marked.module.css";
import { cutAt } from "./pieces";

/** A text that a search has found, its words marked. */
export function Found({ text, places }: { text: string; places: readonly (readonly number[])[] }) {
  const pieces = useMemo(() => cutAt(text, places), [text, places]);
  return (
    <div className={css.text} dir="auto">
      {pieces.map((piece) =>
        piece.found ? (
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
