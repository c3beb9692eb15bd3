// Completes web/package-lock.json: node .ci/complete-npm-lock.mjs
// npm leaves optional packages for other platforms out of the lock when the registry it asked does not have them, and `npm ci` then refuses the lock
// ("Missing: @biomejs/cli-darwin-x64@ from lock file"). Their entries are known without asking: version from the parent, platform from the name.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../web/package-lock.json', import.meta.url);
const platform = /-(android|darwin|freebsd|linux|win32)-(x64|arm64|arm|ia32|ppc64|s390x|riscv64|loong64)(?:-(gnu|musl|msvc)\w*)?$/;

const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;
let added = 0;
for (const [path, parent] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const [, os, cpu, abi] = platform.exec(name) ?? [];
    if (key in packages || `${path}/${key}` in packages || !os || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    packages[key] = {
      version, cpu: [cpu], ...(parent.dev && { dev: true }), ...(os === 'linux' && abi && { libc: [abi === 'musl' ? 'musl' : 'glibc'] }),
      license: parent.license, optional: true, os: [os], ...(parent.engines && { engines: parent.engines }),
    };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added.`);
