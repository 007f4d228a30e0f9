import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { useBackButton } from "../telegram/host";
import { useSay } from "../text/text";
import { IconButton } from "./Button";
import { classes } from "./classes";
import css from "./Dialog.module.css";

interface DialogProps {
  open: boolean;
  /** Called when the person wants to leave: Escape, a press outside, or the cross. */
  onClose: () => void;
  title: string;
  /** Show the title to screen readers only. */
  bare?: boolean;
  wide?: boolean;
  /** What has the focus first; else the first thing that can have it, the cross. */
  initialFocus?: RefObject<HTMLElement | null> | undefined;
  children: ReactNode;
}

/** A window above the page that keeps the focus; on a phone it is a sheet at the bottom. */
export function Dialog({
  open,
  onClose,
  title,
  bare = false,
  wide = false,
  initialFocus,
  children,
}: DialogProps) {
  const say = useSay();
  useBackButton(open ? onClose : null);
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={css.backdrop} />
        <Base.Popup
          className={classes(css.popup, wide && css.wide, bare && css.bare)}
          initialFocus={initialFocus}
        >
          {bare ? (
            <Base.Title className="unseen">{title}</Base.Title>
          ) : (
            <div className={css.head}>
              <Base.Title>{title}</Base.Title>
              <Base.Close
                render={
                  <IconButton label={say("close")} small>
                    <X aria-hidden />
                  </IconButton>
                }
              />
            </div>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
