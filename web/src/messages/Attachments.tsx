import { Download, FileText } from "lucide-react";
import { useState } from "react";
import type { Attachment } from "../api/schema";
import { useLanguage, useSay } from "../text/text";
import css from "./Attachments.module.css";
import { isPicture, sizeOf } from "./files";

function Picture({ file, onBroken }: { file: Attachment; onBroken: () => void }) {
  const say = useSay();
  return (
    <a href={file.url} target="_blank" rel="noopener" className={css.picture}>
      <img src={file.url} alt={file.name || say("messages-picture")} loading="lazy" onError={onBroken} />
    </a>
  );
}

function FileLink({ file }: { file: Attachment }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <a href={file.url} target="_blank" rel="noopener" className={css.file}>
      <FileText aria-hidden />
      <bdi className={css.name}>{file.name || say("messages-file", { kind: file.kind })}</bdi>
      {file.size != null && <span className={css.size}>{sizeOf(file.size, language)}</span>}
      <Download aria-hidden />
    </a>
  );
}

function One({ file }: { file: Attachment }) {
  const [broken, setBroken] = useState(false);
  const shown = isPicture(file) && !broken;
  return shown ? <Picture file={file} onBroken={() => setBroken(true)} /> : <FileLink file={file} />;
}

/** What came with a message: pictures to look at, everything else to open. */
export function Attachments({ files }: { files: readonly Attachment[] | undefined }) {
  const say = useSay();
  if (!files?.length) return null;
  return (
    <ul className={css.list} aria-label={say("messages-attachments")}>
      {files.map((file) => (
        <li key={file.id}>
          <One file={file} />
        </li>
      ))}
    </ul>
  );
}
