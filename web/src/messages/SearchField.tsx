import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useSay } from "../text/text";
import css from "./FilterBar.module.css";

/** How long after the last key the search begins. */
const PAUSE_MS = 250;

/** Words to look for; `onText` hears of them when somebody pauses. */
export function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const say = useSay();
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  if (text !== told.current) {
    // Changed from elsewhere: cleared, or by going back.
    told.current = text;
    setTyped(text);
  }
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => {
    if (typed.trim() === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed.trim();
      tell.current(typed.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className={css.field}>
      <Search aria-hidden />
      <input
        type="search"
        className={css.input}
        dir="auto"
        aria-label={say("messages-search")}
        placeholder={say("messages-search")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
