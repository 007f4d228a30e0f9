import { useQuery } from "@tanstack/react-query";
import { type LucideIcon, MessagesSquare, PenLine, Send } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Link } from "wouter";
import { useStore } from "zustand";
import { answered, api } from "../api/client";
import { composeWith } from "../app/overlays";
import { useMe } from "../app/session";
import { useLive } from "../live/use";
import { useSay } from "../text/text";
import { Button, buttonClass } from "../ui/Button";
import { toast, toastProblem } from "../ui/toasts";
import { example, readSoFar } from "./firstStart";
import css from "./Welcome.module.css";

function Step({ icon: Icon, title, children, act }: StepProps) {
  return (
    <li className={css.step}>
      <Icon aria-hidden />
      <h3>{title}</h3>
      <div className={css.words}>{children}</div>
      <div className={css.act}>{act}</div>
    </li>
  );
}

interface StepProps {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  act: ReactNode;
}

/** Take in the example chat; its messages and tasks then come over the socket like any others. */
async function importExample(messages: number): Promise<boolean> {
  example.setState({ messages });
  try {
    return answered(await api.POST("/api/example")).received > 0;
  } catch (error) {
    example.setState({ messages: null });
    throw error;
  }
}

function Progress({ total }: { total: number }) {
  const say = useSay();
  const read = useLive(readSoFar);
  const id = useId();
  return (
    <div className={css.progress}>
      <span id={id}>{say("welcome-reading", { read, total })}</span>
      <progress aria-labelledby={id} value={read} max={total} />
    </div>
  );
}

function ExampleStep() {
  const say = useSay();
  const total = useStore(example, (state) => state.messages);
  const info = useQuery({
    queryKey: ["example"],
    queryFn: async () => answered(await api.GET("/api/example")),
  });
  const start = (messages: number) =>
    importExample(messages).then(
      (stored) => stored && toast({ kind: "done", text: say("welcome-imported", { count: messages }) }),
      toastProblem,
    );
  const { data } = info;
  const act =
    total === null ? (
      <Button look="main" disabled={data === undefined} onClick={() => data && start(data.messages)}>
        {say("welcome-example-act")}
      </Button>
    ) : (
      <Progress total={total} />
    );
  return (
    <Step icon={MessagesSquare} title={say("welcome-example")} act={act}>
      {data ? say("welcome-example-text", { count: data.messages, chat: data.chat }) : say("loading")}
    </Step>
  );
}

function TelegramStep() {
  const say = useSay();
  const { role } = useMe();
  const act = role === "admin" && (
    <Link href="/settings/telegram" className={buttonClass({})}>
      {say("welcome-telegram-act")}
    </Link>
  );
  return (
    <Step icon={Send} title={say("welcome-telegram")} act={act}>
      {say(role === "admin" ? "welcome-telegram-text" : "welcome-telegram-ask")}
    </Step>
  );
}

function OwnStep() {
  const say = useSay();
  const act = (
    <Button onClick={() => composeWith(say("welcome-own-sample"))}>{say("welcome-own-act")}</Button>
  );
  return (
    <Step icon={PenLine} title={say("welcome-own")} act={act}>
      {say("welcome-own-text")}
    </Step>
  );
}

/** How to begin: with an example, with one's own chats, or by hand. */
export default function Welcome() {
  const say = useSay();
  const { role } = useMe();
  return (
    <div className={css.welcome}>
      <img src="/manta.svg" alt="" />
      <h2>{say("welcome")}</h2>
      <p className={css.lead}>{say(role === "viewer" ? "welcome-viewer" : "welcome-lead")}</p>
      {role !== "viewer" && (
        <ol className={css.steps}>
          <ExampleStep />
          <TelegramStep />
          <OwnStep />
        </ol>
      )}
    </div>
  );
}
