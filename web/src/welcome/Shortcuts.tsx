import { usePreference } from "../app/preferences";
import { VIEWS } from "../app/views";
import { useSay } from "../text/text";
import { Dialog } from "../ui/Dialog";
import css from "./Shortcuts.module.css";

/** Keys pressed one after the other or at once; of keys with a sign between them each does it. */
interface Shortcut {
  readonly keys: readonly string[];
  readonly text: string;
}

const MOD = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";

const SIGNS = new Set(["–", "·"]);

/** The keys of each view; the texts are those of `shortcut-…` (src/locales). */
const OF_VIEWS: readonly { title: string; keys: readonly [keys: string, text: string][] }[] = [
  {
    title: "add-task",
    keys: [
      ["Enter", "add"],
      [`${MOD} Enter`, "add-and-go-on"],
      ["Shift Enter", "new-line"],
      ["Esc", "keep-draft"],
    ],
  },
  {
    title: "view-board",
    keys: [
      ["↑ ↓ ← →", "move-focus"],
      ["Enter", "open-task"],
      ["Home · End", "column-ends"],
      ["m", "card-menu"],
      ["1 – 4", "move-to"],
    ],
  },
  {
    title: "view-inbox",
    keys: [
      ["j · k", "next-previous"],
      ["a", "accept"],
      ["d", "decline"],
      ["e", "edit"],
      ["m", "merge"],
      ["x", "select"],
      ["J · K", "select-on"],
      ["Esc", "select-none"],
      ["u", "undo-last"],
    ],
  },
  {
    title: "view-messages",
    keys: [
      ["j · k", "next-previous-message"],
      ["Enter", "message-details"],
      ["Esc", "back-to-messages"],
    ],
  },
  {
    title: "view-task",
    keys: [
      ["e", "edit-title"],
      ["s", "status"],
      ["a", "assignees"],
      ["d", "due"],
      ["l", "labels"],
      ["c", "comment"],
      [`${MOD} Enter`, "save-text"],
      ["Esc", "drop-text"],
    ],
  },
  {
    title: "view-settings",
    keys: [[`${MOD} s`, "save-settings"]],
  },
];

function Table({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section className={css.section}>
      <h3>{title}</h3>
      <dl className={css.list}>
        {shortcuts.map(({ keys, text }) => (
          <div key={text} className={css.line}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={SIGNS.has(key) ? css.sign : css.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function useEverywhere(): Shortcut[] {
  const say = useSay();
  return [
    { keys: ["c"], text: say("add-task") },
    { keys: [MOD, "k"], text: say("search") },
    { keys: ["/"], text: say("shortcut-search-too") },
    { keys: ["?"], text: say("shortcuts") },
    ...VIEWS.map((view) => ({
      keys: ["g", view.key],
      text: say("go-to", { view: say(`view-${view.name}`) }),
    })),
  ];
}

/** All keys that do something, by where they do it. */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const letters = usePreference("letterKeys");
  const everywhere = useEverywhere();
  return (
    <Dialog open onClose={onClose} title={say("shortcuts")} wide>
      {!letters && <p className={css.off}>{say("shortcuts-off")}</p>}
      <div className={css.columns}>
        <Table title={say("shortcuts-everywhere")} shortcuts={everywhere} />
        {OF_VIEWS.map(({ title, keys }) => (
          <Table
            key={title}
            title={say(title)}
            shortcuts={keys.map(([key, text]) => ({ keys: key.split(" "), text: say(`shortcut-${text}`) }))}
          />
        ))}
      </div>
    </Dialog>
  );
}
