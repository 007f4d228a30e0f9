import { CornerDownLeft, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useSay } from "../text/text";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Chips } from "./Chips";
import css from "./Composer.module.css";
import { draft, write } from "./draft";
import { Editor } from "./Editor";
import { useCreate } from "./useCreate";
import { useUnderstanding } from "./useUnderstanding";

interface ComposerProps {
  onClose: () => void;
  /** Text to begin with. */
  seed: string;
}

function useSeed(seed: string): void {
  useEffect(() => {
    if (seed) write(seed);
  }, [seed]);
}

/** A line of text that becomes a task; what is understood of it shows while it is typed. */
export default function Composer({ onClose, seed }: ComposerProps) {
  const say = useSay();
  const text = useStore(draft, (state) => state.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useSeed(seed);
  const { understanding } = useUnderstanding(text);
  const create = useCreate();
  const submit = (keepOpen: boolean) => {
    if (!text.trim()) return;
    create(text, understanding);
    write("");
    if (keepOpen) field.current?.focus();
    else onClose();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit(event.ctrlKey || event.metaKey);
  };
  return (
    <Dialog open onClose={onClose} title={say("add-task")} bare>
      <div className={css.composer}>
        <Editor text={text} understanding={understanding} field={field} onText={write} onKeyDown={pressed} />
        <IconButton className={css.close} label={say("close")} small onClick={onClose}>
          <X aria-hidden />
        </IconButton>
        <Chips text={text} understanding={understanding} onText={write} />
        <div className={css.foot}>
          <p className={css.hint}>{say("compose-syntax")}</p>
          <Button look="main" disabled={!text.trim()} onClick={() => submit(false)}>
            {say("compose-add")}
            <CornerDownLeft aria-hidden />
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
