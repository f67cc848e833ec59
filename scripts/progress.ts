// One line that counts up on a terminal; elsewhere a line for each table that holds anything.

import type { Progress } from '../server/db/backup/backup.ts';

const REDRAW_MS = 100;

export function progressLine(): { report(progress: Progress): void; end(): void } {
  let drawn = 0;
  let told = 0;
  let last: Progress | undefined;
  const line = ({ table, rows, bytes, done }: Progress): string =>
    `${String(Math.round(done * 100)).padStart(3)} %  ${rows.toLocaleString('en')} rows  ${megabytes(bytes)}  ${table}`;
  return {
    report(progress) {
      if (!process.stdout.isTTY) {
        if (last && last.table !== progress.table && last.rows > told) {
          told = last.rows;
          console.log(line(last));
        }
      } else if (performance.now() - drawn > REDRAW_MS) {
        drawn = performance.now();
        process.stdout.write(`\r\u001b[K${line(progress)}`);
      }
      last = progress;
    },
    end() {
      if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
      else if (last) console.log(line(last));
    },
  };
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
