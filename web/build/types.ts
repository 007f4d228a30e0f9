/**
 * Writes the types of an OpenAPI document: `node build/types.ts openapi.json src/api/schema.ts`.
 *
 * A field with a default may be left out of a request and is always there in an answer. One schema can't say both,
 * so fields with defaults are optional in schemas that only requests use, and required in all others.
 */

import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString, type OpenAPI3, type SchemaObject } from "openapi-typescript";

const [source = "openapi.json", target = "src/api/schema.ts"] = process.argv.slice(2);
const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g;

type Schemas = Record<string, SchemaObject>;

/** Return the names of the schemas that `part` of the document uses, itself or through others. */
function used(part: unknown, schemas: Schemas, found = new Set<string>()): Set<string> {
  for (const [, name] of JSON.stringify(part ?? null).matchAll(REFERENCE)) {
    if (name === undefined || found.has(name)) continue;
    found.add(name);
    used(schemas[name], schemas, found);
  }
  return found;
}

function operationsOf(document: OpenAPI3): { requestBody?: unknown; responses?: unknown }[] {
  return Object.values(document.paths ?? {}).flatMap((path) => Object.values(path));
}

function dropDefaults(schema: SchemaObject | undefined): void {
  const properties: Record<string, unknown> = (schema && "properties" in schema && schema.properties) || {};
  for (const property of Object.values(properties)) delete (property as { default?: unknown }).default;
}

const document = JSON.parse(await readFile(source, "utf8")) as OpenAPI3;
const schemas = (document.components?.schemas ?? {}) as Schemas;
const operations = operationsOf(document);
const answered = used(
  operations.map((operation) => operation.responses),
  schemas,
);
const requested = used(
  operations.map((operation) => operation.requestBody),
  schemas,
);
for (const name of requested) if (!answered.has(name)) dropDefaults(schemas[name]);
const nodes = await openapiTS(document, {
  alphabetize: true,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
});
await writeFile(
  target,
  `// Made by \`web/npm run types\` from the OpenAPI document; don't edit.\n\n${astToString(nodes)}`,
);
