import { CornerDownLeft, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useMainButton } from "../telegram/host";
import { useSay } from "../text/text";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { toast } from "../ui/toasts";
import { Chips } from "./Chips";
import { Completions } from "./Completions";
import css from "./Composer.module.css";
import { draft, write } from "./draft";
import { Editor } from "./Editor";
import { useCompletion } from "./useCompletion";
import { useCreate } from "./useCreate";
import { useUnderstanding } from "./useUnderstanding";

interface ComposerProps {
  onClose: () => void;
  /** Text to begin with. */
  seed: string;
}

/** Begin with a text that comes from elsewhere; a draft that has to make room can be had back. */
function useSeed(seed: string): void {
  const say = useSay();
  useEffect(() => {
    const before = draft.getState().text;
    if (!seed || before === seed) return;
    write(seed);
    if (!before.trim()) return;
    const action = { text: say("undo"), act: () => write(before) };
    toast({ kind: "done", text: say("compose-replaced"), action });
  }, [seed, say]);
}

/** Return what hands the draft in, and clears it. */
function useSubmit(text: string, add: () => void, onClose: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!text.trim()) return;
    add();
    if (!event.ctrlKey && !event.metaKey) onClose();
  };
}

/** A line of text that becomes a task; what is understood of it shows while it is typed. */
export default function Composer({ onClose, seed }: ComposerProps) {
  const say = useSay();
  const text = useStore(draft, (state) => state.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useSeed(seed);
  const { understanding, problem } = useUnderstanding(text);
  const completion = useCompletion(text, write, field);
  const create = useCreate();
  const add = () => {
    create(text, understanding);
    write("");
  };
  const submit = useSubmit(text, add, onClose);
  const addAndClose = () => {
    add();
    onClose();
  };
  useMainButton({ text: say("compose-add"), enabled: text.trim() !== "", onPress: addAndClose });
  return (
    <Dialog open onClose={onClose} title={say("add-task")} bare>
      <div className={css.composer}>
        <Editor
          text={text}
          understanding={understanding}
          field={field}
          completion={completion}
          onText={write}
          onKeyDown={(event) => completion.press(event) || submit(event)}
        />
        <IconButton className={css.close} label={say("close")} small onClick={onClose}>
          <X aria-hidden />
        </IconButton>
        <Completions completion={completion} />
        <Chips text={text} understanding={understanding} onText={write} />
        <div className={css.foot}>
          <p className={css.hint} aria-live="polite">
            {problem?.passing ? say("compose-offline") : say("compose-syntax")}
          </p>
          <Button look="main" disabled={!text.trim()} onClick={addAndClose}>
            {say("compose-add")}
            <CornerDownLeft aria-hidden />
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
