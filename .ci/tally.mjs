// Prints "PASSED FAILED" of one report: node tally.mjs ctrf|vitest FILE. A report that is missing or unreadable is "0 1".
import { readFileSync } from 'node:fs';

const [format, file] = process.argv.slice(2);

const readers = {
  ctrf: ({ results: { summary } }) => [summary.passed, summary.failed + summary.other],
  vitest: (report) => [report.numPassedTests, report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1)],
};

let counts = [0, 1];
try {
  counts = readers[format](JSON.parse(readFileSync(file, 'utf8')));
} catch (error) {
  console.error(`No result in ${file}: ${error.message}`);
}
console.log(counts.join(' '));
