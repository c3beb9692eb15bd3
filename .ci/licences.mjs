// Refuses a package whose licence we may not ship under: reads every lock file, prints each package at fault, exits 1 when there is one.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const shipped = new Set([
  '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0', 'MS-PL',
  'OFL-1.1', 'PostgreSQL', 'Python-2.0', 'Unicode-3.0', 'Unlicense', 'WTFPL', 'Zlib',
]);
// Tools that never leave the developer's machine may also be weak copyleft or attribution-only.
const development = new Set([...shipped, 'CC-BY-3.0', 'CC-BY-4.0', 'MPL-2.0']);

// Packages that carry their licence as a file or an address; each was read. One with a "why" is taken although its licence is on no list.
const readByHand = JSON.parse(readFileSync(new URL('licences.json', import.meta.url), 'utf8'));

/** Whether an SPDX expression can be met with the allowed licences. */
function isAllowed(expression, allowed) {
  const words = expression.replaceAll('(', ' ( ').replaceAll(')', ' ) ').trim().split(/\s+/);
  const any = () => {
    let met = all();
    while (words[0] === 'OR') { words.shift(); const next = all(); met ||= next; }
    return met;
  };
  const all = () => {
    let met = one();
    while (words[0] === 'AND') { words.shift(); const next = one(); met &&= next; }
    return met;
  };
  const one = () => {
    const word = words.shift();
    if (word === '(') { const met = any(); words.shift(); return met; }
    if (words[0] === 'WITH') words.splice(0, 2);
    return allowed.has(word);
  };
  return any() && words.length === 0;
}

/** The licence a NuGet package declares: an SPDX expression, or what stands in its place. */
function nugetLicence(folder, id, version) {
  const home = join(folder, id.toLowerCase(), version.toLowerCase());
  if (!existsSync(home)) return 'not restored';
  const nuspec = readFileSync(join(home, readdirSync(home).find((f) => f.endsWith('.nuspec'))), 'utf8');
  const expression = /<license type="expression">([^<]+)</.exec(nuspec)?.[1];
  const other = /<license type="file">([^<]+)</.exec(nuspec)?.[1] ?? /<licenseUrl>([^<]+)</.exec(nuspec)?.[1];
  return expression ?? other ?? 'none declared';
}

function* nugetPackages() {
  const folder = execFileSync('dotnet', ['nuget', 'locals', 'global-packages', '--list', '--force-english-output'], { encoding: 'utf8' })
    .replace(/^.*global-packages: /s, '').trim();
  const seen = new Set();
  for (const file of ['src', 'tests', 'bench'].flatMap(lockFiles)) {
    for (const packages of Object.values(JSON.parse(readFileSync(file, 'utf8')).dependencies)) {
      for (const [id, { type, resolved }] of Object.entries(packages)) {
        if (type === 'Project' || seen.has(`${id} ${resolved}`)) continue;
        seen.add(`${id} ${resolved}`);
        yield { name: id, version: resolved, licence: nugetLicence(folder, id, resolved), allowed: shipped };
      }
    }
  }
}

function lockFiles(part) {
  if (!existsSync(part)) return [];
  return readdirSync(part).map((project) => join(part, project, 'packages.lock.json')).filter((file) => existsSync(file));
}

function* npmPackages() {
  for (const [path, entry] of ['web', 'src/Tongke.Server/Printing/Fonts'].map((folder) => `${folder}/package-lock.json`).filter(existsSync)
    .flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages))) {
    if (!path.includes('node_modules/') || entry.link) continue; // our own packages
    yield {
      name: path.replace(/^.*node_modules\//, ''), version: entry.version,
      licence: entry.license ?? 'none declared', allowed: entry.dev || entry.devOptional ? development : shipped,
    };
  }
}

let checked = 0;
let refused = 0;
for (const { name, version, licence, allowed } of [...nugetPackages(), ...npmPackages()]) {
  checked++;
  const known = readByHand[name]?.declares === licence ? readByHand[name] : { licence };
  if (known.why || isAllowed(known.licence, allowed)) continue;
  refused++;
  console.error(`${name} ${version}: ${licence}`);
}
console.log(`${checked} packages, ${refused} refused.`);
process.exit(refused === 0 && checked > 0 ? 0 : 1);
