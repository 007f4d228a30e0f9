import { piecesOf } from "./links";
import css from "./RichText.module.css";

/** A text of people: its lines as they broke them, its addresses as links, all else as plain text. */
export function RichText({ text }: { text: string }) {
  let offset = 0;
  return (
    <div className={css.text} dir="auto">
      {piecesOf(text).map((piece) => {
        const key = offset;
        offset += piece.text.length;
        if (piece.href === undefined) return <span key={key}>{piece.text}</span>;
        return (
          <a key={key} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        );
      })}
    </div>
  );
}
