import { X } from "lucide-react";
import { useStore } from "zustand";
import { useSay } from "../text/text";
import { Button, IconButton } from "./Button";
import { classes } from "./classes";
import css from "./Toaster.module.css";
import { dismiss, type Toast, toasts } from "./toasts";

/** Shows the toasts, and has screen readers say them. */
export function Toaster() {
  const shown = useStore(toasts, (state) => state.shown);
  return (
    <div className={css.region} role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { toast: Toast }) {
  const say = useSay();
  const act = () => {
    dismiss(toast.id);
    toast.action?.act();
  };
  return (
    <div className={classes(css.toast, toast.kind === "problem" && css.problem)}>
      <p className={css.text}>
        {toast.text}
        {toast.detail && <span className={css.detail}>{toast.detail}</span>}
      </p>
      {toast.action && (
        <Button small onClick={act}>
          {toast.action.text}
        </Button>
      )}
      <IconButton label={say("close")} small onClick={() => dismiss(toast.id)}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
