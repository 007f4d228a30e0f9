import { Compass } from "lucide-react";
import { Link, useParams } from "wouter";
import { useSay } from "../text/text";
import { Empty } from "../ui/States";
import { findPart, PARTS, type Part } from "./parts";
import css from "./SettingsView.module.css";

function Links({ current }: { current: Part | undefined }) {
  const say = useSay();
  return (
    <nav className={css.parts} aria-label={say("settings-parts")}>
      {PARTS.map((part) => (
        <Link
          key={part.name}
          href={`/settings/${part.name}`}
          className={css.part}
          aria-current={part === current ? "page" : undefined}
        >
          <part.icon aria-hidden />
          {say(`settings-part-${part.name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The settings of the workspace and of the person, one part at a time. */
export default function SettingsView() {
  const say = useSay();
  const { part: name } = useParams();
  const part = findPart(name);
  return (
    <div className={css.settings}>
      <Links current={part} />
      <div className={css.content}>
        {part === undefined ? (
          <Empty icon={Compass} title={say("not-found")} />
        ) : (
          <>
            <header className={css.head}>
              <h2>{say(`settings-part-${part.name}`)}</h2>
              <p>{say(`settings-about-${part.name}`)}</p>
            </header>
            <part.view key={part.name} />
          </>
        )}
      </div>
    </div>
  );
}
