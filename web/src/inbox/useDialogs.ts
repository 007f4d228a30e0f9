import { useMemo, useState } from "react";

export type DialogName = "edit" | "merge" | "decline";

/** Which window is open above the inbox; keys and buttons open the same ones. */
export interface Dialogs {
  readonly shown: DialogName | null;
  open(name: DialogName): void;
  close(): void;
}

export function useDialogs(): Dialogs {
  const [shown, setShown] = useState<DialogName | null>(null);
  return useMemo(() => ({ shown, open: setShown, close: () => setShown(null) }), [shown]);
}
