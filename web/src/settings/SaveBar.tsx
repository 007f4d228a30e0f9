import { useSay } from "../text/text";
import { Button } from "../ui/Button";
import { useShortcuts } from "../ui/keys";
import css from "./SaveBar.module.css";

interface SaveBarProps {
  dirty: boolean;
  saving: boolean;
  onSave: () => void;
  onCancel: () => void;
}

/** Says that something is not saved, with the two ways on; stays in sight while one scrolls. */
export function SaveBar({ dirty, saving, onSave, onCancel }: SaveBarProps) {
  const say = useSay();
  useShortcuts(dirty ? { "mod+s": onSave } : {});
  return (
    <div role="status" className={css.place}>
      {dirty && (
        <div className={css.bar}>
          <span className={css.text}>{say("settings-unsaved")}</span>
          <Button onClick={onCancel} disabled={saving}>
            {say("cancel")}
          </Button>
          <Button look="main" onClick={onSave} aria-disabled={saving} aria-keyshortcuts="Control+S Meta+S">
            {say(saving ? "settings-saving" : "save")}
          </Button>
        </div>
      )}
    </div>
  );
}
