/** A page that is older than its server asks for files that are gone: then the new page is loaded, once. */

const AT = "manta-reloaded-at";
const AGAIN_AFTER_MS = 30_000;

/** Load the page anew when a part of it can't be loaded; not again and again, should that not help. */
export function reloadWhenOutdated(): void {
  addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(AT) ?? 0);
    if (!navigator.onLine || Date.now() - last < AGAIN_AFTER_MS) return;
    event.preventDefault();
    sessionStorage.setItem(AT, String(Date.now()));
    location.reload();
  });
}
