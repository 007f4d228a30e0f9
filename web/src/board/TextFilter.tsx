import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useSay } from "../text/text";
import css from "./FilterBar.module.css";

/** How long somebody has to stop typing: browsers allow only so many changes of the address. */
const PAUSE_MS = 150;

/** Words that cards have to have; the address follows when the typing pauses. */
export function TextFilter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const say = useSay();
  // What is typed and not yet in the address; null: nothing.
  const [typed, setTyped] = useState<string | null>(null);
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      change.current(typed);
      setTyped(null);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label className={css.text}>
      <Search aria-hidden />
      <span className="unseen">{say("board-filter-text")}</span>
      <input
        type="search"
        dir="auto"
        placeholder={say("board-filter-text")}
        value={typed ?? text}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}
