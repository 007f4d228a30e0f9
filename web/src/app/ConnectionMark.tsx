import { useLive } from "../live/use";
import { useSay } from "../text/text";
import { classes } from "../ui/classes";
import css from "./ConnectionMark.module.css";
import { retryConnection } from "./overlays";

/** Says whether the page hears of changes, and lets one try again while it does not. */
export function ConnectionMark() {
  const say = useSay();
  const connection = useLive((state) => state.connection);
  const inner = (
    <>
      <span className={css.dot} aria-hidden />
      <span>{say(`connection-${connection}`)}</span>
    </>
  );
  return (
    <div role="status" data-connection={connection}>
      {connection === "lost" ? (
        <button type="button" className={classes(css.mark, css.lost)} onClick={retryConnection}>
          {inner}
        </button>
      ) : (
        <span className={classes(css.mark, connection === "connecting" && css.lost)}>{inner}</span>
      )}
    </div>
  );
}
