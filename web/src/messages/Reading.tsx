import { RotateCw } from "lucide-react";
import type { Message } from "../api/schema";
import { useCanWrite } from "../live/use";
import { moment } from "../text/format";
import { useLanguage, useSay } from "../text/text";
import { Button } from "../ui/Button";
import { effortOf } from "./findings";
import css from "./Reading.module.css";
import { Section } from "./Section";
import { useRetry } from "./useRetry";

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}

function Effort({ message }: { message: Message }) {
  const say = useSay();
  const language = useLanguage();
  if (!message.analysis) return null;
  const { model, fallback, usage } = message.analysis;
  const { seconds, costUsd } = effortOf(usage ?? []);
  const second = { style: "unit", unit: "second", maximumSignificantDigits: 2 } as const;
  const dollar = { style: "currency", currency: "USD", maximumSignificantDigits: 2 } as const;
  return (
    <>
      <Fact name={say("messages-model")} value={model} />
      {fallback && <Fact name={say("messages-fallback")} value={fallback} />}
      <Fact name={say("messages-took")} value={new Intl.NumberFormat(language, second).format(seconds)} />
      {costUsd > 0 && (
        <Fact name={say("messages-cost")} value={new Intl.NumberFormat(language, dollar).format(costUsd)} />
      )}
    </>
  );
}

/** How the message came in and was read, and how to have it read once more. */
export function Reading({ message }: { message: Message }) {
  const say = useSay();
  const language = useLanguage();
  const writes = useCanWrite();
  const [retry, retrying] = useRetry(message);
  return (
    <Section title={say("messages-reading")}>
      <dl className={css.facts}>
        <Effort message={message} />
        <Fact name={say("messages-received")} value={moment(new Date(message.received_at), language)} />
        <Fact name={say("messages-id")} value={`${message.id} · ${message.external_id}`} />
      </dl>
      {writes && message.status === "analyzed" && (
        <div>
          <Button small onClick={retry} disabled={retrying}>
            <RotateCw aria-hidden />
            {say("messages-read-again")}
          </Button>
        </div>
      )}
    </Section>
  );
}
