import type { Attachment } from "../api/schema";

/** The kinds of pictures that the server hands out as what they are; others it gives as downloads. */
const PICTURES = ["image/gif", "image/jpeg", "image/png", "image/webp"];

/** Whether a file can be shown as a picture. */
export function isPicture(file: Attachment): boolean {
  return PICTURES.includes(file.mime?.toLowerCase() ?? "");
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Return the size of a file as people say it, such as "1.4 MB". */
export function sizeOf(bytes: number, language: string): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power);
}
