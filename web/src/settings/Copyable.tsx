import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { useSay } from "../text/text";
import { IconButton } from "../ui/Button";
import css from "./Copyable.module.css";

/** Select what an element shows, for where a page may not write to the clipboard: plain http. */
function select(element: Element): void {
  getSelection()?.selectAllChildren(element);
}

/** A line to copy: for a terminal, a file, or another page. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const say = useSay();
  const line = useRef<HTMLElement>(null);
  const [state, setState] = useState<"fresh" | "copied" | "selected">("fresh");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      if (line.current) select(line.current);
      setState("selected");
    }
  };
  return (
    <div className={css.copyable}>
      <code ref={line} className={css.text}>
        {text}
      </code>
      <IconButton small label={say("settings-copy", { what: label })} onClick={copy}>
        {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      </IconButton>
      <span role="status" className={state === "selected" ? css.said : "unseen"}>
        {state !== "fresh" && say(`settings-copy-${state}`)}
      </span>
    </div>
  );
}
