// Checks OpenAPI documents against the specification's own schema: node contract/validate.mjs FILE…
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { Validator } from '@seriousme/openapi-schema-validator';

for (const file of process.argv.slice(2)) {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(readFileSync(file, 'utf8')));
  console.log(`${file}: OpenAPI ${validator.version}, ${valid ? 'valid' : JSON.stringify(errors, null, 2)}`);
  if (!valid) process.exitCode = 1;
}
