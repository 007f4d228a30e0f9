import type { ReactNode } from "react";
import type { TelegramReport } from "../../api/schema";
import { moment, relative } from "../../text/format";
import { type Say, useLanguage, useSay } from "../../text/text";
import { useNow } from "../../ui/now";
import { Facts } from "../Facts";
import { Panel } from "../Panel";
import css from "./Steps.module.css";

type Fact = readonly [name: string, value: ReactNode];

function Ago({ at }: { at: string }) {
  const language = useLanguage();
  const when = new Date(at);
  return (
    <time dateTime={at} title={moment(when, language)}>
      {relative(when, useNow(), language)}
    </time>
  );
}

function deliveryOf({ delivery, webhook_url }: TelegramReport, say: Say): Fact[] {
  if (!delivery) return [];
  const how = say(`settings-delivery-${delivery}`);
  return [[say("settings-delivery"), webhook_url ? `${how}: ${webhook_url}` : how]];
}

function troubleOf({ last_error }: TelegramReport, say: Say): Fact[] {
  if (!last_error) return [];
  const told = (
    <>
      {last_error.message} (<Ago at={last_error.at} />)
    </>
  );
  return [[say("settings-last-error"), told]];
}

function lastUpdateOf({ last_update_at: at }: TelegramReport, say: Say): Fact {
  const told = at ? <Ago at={at} /> : say("settings-never");
  return [say("settings-last-update"), told];
}

function yesOrNo(name: string, value: boolean | null | undefined, say: Say): Fact[] {
  return value === null || value === undefined
    ? []
    : [[say(`settings-${name}`), say(`settings-${name}-${value ? "yes" : "no"}`)]];
}

function factsOf(report: TelegramReport, say: Say): Fact[] {
  const { bot, pending_updates: waiting } = report;
  const known: Fact[] = bot ? [[say("settings-bot"), `@${bot.username}`]] : [];
  const queue: Fact[] =
    typeof waiting === "number"
      ? [[say("settings-pending"), say("settings-updates", { count: waiting })]]
      : [];
  return [
    ...known,
    ...deliveryOf(report, say),
    ...queue,
    lastUpdateOf(report, say),
    ...troubleOf(report, say),
    ...yesOrNo("reads-groups", report.reads_all_of_groups, say),
    ...yesOrNo("joins-groups", report.can_join_groups, say),
    ...(report.mini_app_url ? [[say("settings-mini-app"), report.mini_app_url] as const] : []),
  ];
}

/** What Telegram says of the bot now, and what is wrong with it. */
export function Connection({ report }: { report: TelegramReport }) {
  const say = useSay();
  return (
    <Panel title={say("settings-connection")}>
      {report.problem && (
        <p className={css.problem} role="alert">
          {report.problem}
        </p>
      )}
      <Facts facts={factsOf(report, say)} />
    </Panel>
  );
}
