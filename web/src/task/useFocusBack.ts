import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Return a function that gives `target` the focus once the editor that is open now has made place for it.
 *
 * At the commit itself, not in a later frame: by then a next key may have opened something else.
 */
export function useFocusBack(target: RefObject<HTMLElement | null>, editing: boolean): () => void {
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (wanted.current && !editing) target.current?.focus();
    wanted.current = false;
  });
  return () => {
    wanted.current = true;
  };
}
