import { useCallback, useMemo } from "react";
import { useSearchParams } from "wouter";
import { type Choice, readChoice, writeChoice } from "./address";

/** Return what the address asks for, and how to ask for something else; the way back leaves the board at once. */
export function useChoice(): readonly [Choice, (next: Choice) => void] {
  const [params, setParams] = useSearchParams();
  const choice = useMemo(() => readChoice(params), [params]);
  const choose = useCallback(
    (next: Choice) => setParams((before) => writeChoice(before, next), { replace: true }),
    [setParams],
  );
  return [choice, choose];
}
