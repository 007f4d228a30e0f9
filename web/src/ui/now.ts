import { useEffect, useState } from "react";

const EVERY_MS = 30_000;

/** Return the time, anew every half a minute: "2 minutes ago" must not stay so for an hour. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
