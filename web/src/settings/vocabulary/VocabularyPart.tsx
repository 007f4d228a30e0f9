import { Download, Upload } from "lucide-react";
import { useState } from "react";
import type { StoredTerm } from "../../api/schema";
import { useCanWrite } from "../../live/use";
import { useSay } from "../../text/text";
import { Button } from "../../ui/Button";
import { Failed, Loading } from "../../ui/States";
import { Panel } from "../Panel";
import { AddTerm } from "./AddTerm";
import { ImportDialog } from "./ImportDialog";
import { TermList } from "./TermList";
import { writeTerms } from "./terms";
import { useVocabulary } from "./useVocabulary";

function download(terms: readonly StoredTerm[]): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([writeTerms(terms)], { type: "application/json" }));
  link.download = "vocabulary.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

function Exchange({ terms }: { terms: readonly StoredTerm[] }) {
  const say = useSay();
  const canWrite = useCanWrite();
  const [importing, setImporting] = useState(false);
  return (
    <>
      {canWrite && (
        <Button small onClick={() => setImporting(true)}>
          <Upload aria-hidden /> {say("settings-import")}
        </Button>
      )}
      <Button small disabled={terms.length === 0} onClick={() => download(terms)}>
        <Download aria-hidden /> {say("settings-export")}
      </Button>
      {importing && <ImportDialog known={terms} onClose={() => setImporting(false)} />}
    </>
  );
}

/** The workspace's own words: projects, components and labels. */
export function VocabularyPart() {
  const say = useSay();
  const canWrite = useCanWrite();
  const { data, error, refetch } = useVocabulary();
  if (error && !data) return <Failed error={error} retry={refetch} />;
  if (!data) return <Loading />;
  return (
    <>
      {canWrite && (
        <Panel title={say("settings-add-term")} hint={say("settings-add-term-hint")}>
          <AddTerm />
        </Panel>
      )}
      <Panel flush title={say("settings-terms", { count: data.length })} actions={<Exchange terms={data} />}>
        <TermList terms={data} />
      </Panel>
    </>
  );
}
