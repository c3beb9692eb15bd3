// Makes src/api/schema.d.ts, the API's types, from openapi.json: npm run api
// openapi.json is what the server says to an administrator of a fresh workspace, without its objects but for the jobs; a test of the server keeps it so.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

export const target = new URL('../src/api/schema.d.ts', import.meta.url);

/** The types as text. */
export async function generate() {
  const document = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
  return `// Made from contract/openapi.json by npm run api.\n${astToString(await openapiTS(document, { emptyObjectsUnknown: true }))}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(target, await generate());
