import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { type AroundNavHandler, Router } from "wouter";
import { useStore } from "zustand";
import { leaveBy, leaving } from "./leaving";

const LeaveDialog = lazy(() => import("./LeaveDialog"));

/** What is used here of the Navigation API, which not every browser has. */
interface TraverseEvent extends Event {
  readonly navigationType: string;
  readonly destination: { readonly key: string; readonly sameDocument: boolean };
}

interface Traverses extends EventTarget {
  traverseTo(key: string): unknown;
}

function navigationOf(where: Window): Traverses | undefined {
  return (where as Window & { navigation?: Traverses }).navigation;
}

/** Ask before the browser's own back and forward; without the Navigation API they go unasked. */
function useAskedTraverses(): void {
  useEffect(() => {
    const navigation = navigationOf(window);
    if (navigation === undefined) return;
    const ask = (event: Event) => {
      const { navigationType, destination } = event as TraverseEvent;
      const loses = navigationType === "traverse" && leaving.getState().unsaved.length > 0;
      if (!loses || !destination.sameDocument || !event.cancelable) return;
      event.preventDefault();
      leaveBy(() => navigation.traverseTo(destination.key));
    };
    navigation.addEventListener("navigate", ask);
    return () => navigation.removeEventListener("navigate", ask);
  }, []);
}

const askFirst: AroundNavHandler = (navigate, to, options) => {
  const samePlace = new URL(to, location.href).pathname === location.pathname;
  if (samePlace) navigate(to, options);
  else leaveBy(() => navigate(to, options));
};

/** Lets nobody go elsewhere in the page over what they have not saved without asking them. */
export function Leaving({ children }: { children: ReactNode }) {
  useAskedTraverses();
  const asked = useStore(leaving, (state) => state.asked !== null);
  return (
    <Router aroundNav={askFirst}>
      {children}
      <Suspense>{asked && <LeaveDialog />}</Suspense>
    </Router>
  );
}
