import { prefer, type Theme, usePreference } from "../../app/preferences";
import { LANGUAGES, useSay } from "../../text/text";
import { SelectField } from "../../ui/Field";
import { Panel } from "../Panel";
import { Segments } from "../Segments";
import { Toggle } from "../Toggle";
import { languageName } from "./languages";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];

/** What one prefers in this browser; it counts at once. */
export function Personal() {
  const say = useSay();
  const language = usePreference("language");
  return (
    <Panel title={say("settings-personal")} hint={say("settings-personal-hint")}>
      <Segments
        label={say("settings-theme")}
        options={THEMES.map((name) => ({ name, text: say(`settings-theme-${name}`) }))}
        value={usePreference("theme")}
        onChange={(theme) => prefer({ theme })}
      />
      <SelectField
        label={say("settings-page-language")}
        value={language ?? ""}
        onChange={(event) => prefer({ language: event.target.value || null })}
      >
        <option value="">{say("settings-page-language-auto")}</option>
        {LANGUAGES.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languageName(tag, tag)}
          </option>
        ))}
      </SelectField>
      <Toggle
        label={say("settings-letter-keys")}
        hint={say("settings-letter-keys-hint")}
        checked={usePreference("letterKeys")}
        onChange={(letterKeys) => prefer({ letterKeys })}
      />
    </Panel>
  );
}
