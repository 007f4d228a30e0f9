import { AtSign, Clock, Hash, Repeat, X } from "lucide-react";
import type { ReactNode } from "react";
import { dueHere, moment, shortDue } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { useZone } from "../text/zone";
import { PriorityMark } from "../ui/marks";
import { useNow } from "../ui/now";
import css from "./Chips.module.css";
import { type Chip, chipsOf, type Fact } from "./chips";
import { useRecurrenceWords } from "./recurrence";
import { quoteSpans, type Understanding } from "./understanding";

function useFactText(fact: Fact): string {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const zone = useZone();
  const inWords = useRecurrenceWords();
  switch (fact.kind) {
    case "due":
      return shortDue(dueHere(new Date(fact.due), zone), now, language);
    case "recurrence":
      return inWords(fact.rule);
    case "priority":
      return say(`priority-${fact.priority}`);
    default:
      return fact.name;
  }
}

const ICONS: Record<Exclude<Fact["kind"], "priority">, ReactNode> = {
  due: <Clock aria-hidden />,
  recurrence: <Repeat aria-hidden />,
  assignee: <AtSign aria-hidden />,
  label: <Hash aria-hidden />,
};

function FactChip({ chip, onTakeBack }: { chip: Chip; onTakeBack: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const { fact } = chip;
  const text = useFactText(fact);
  const title = fact.kind === "due" ? moment(new Date(fact.due), language) : undefined;
  return (
    <li className={css.chip} data-kind={fact.kind} title={title}>
      {fact.kind === "priority" ? (
        <PriorityMark priority={fact.priority} />
      ) : (
        <>
          {ICONS[fact.kind]}
          <bdi>{text}</bdi>
        </>
      )}
      {chip.spans.length > 0 && (
        <button
          type="button"
          className={css.remove}
          aria-label={say("compose-take-back", { fact: text })}
          title={say("compose-take-back", { fact: text })}
          onClick={onTakeBack}
        >
          <X aria-hidden />
        </button>
      )}
    </li>
  );
}

interface ChipsProps {
  text: string;
  understanding: Understanding | null;
  onText: (text: string) => void;
}

/** What is understood of the text; taking a chip off puts its words into quotation marks. */
export function Chips({ text, understanding, onText }: ChipsProps) {
  const say = useSay();
  const chips = chipsOf(understanding, text);
  return (
    <ul className={css.chips} aria-label={say("compose-understood")} aria-live="polite">
      {chips.map((chip) => (
        <FactChip key={chip.id} chip={chip} onTakeBack={() => onText(quoteSpans(text, chip.spans))} />
      ))}
    </ul>
  );
}
