// Where the embedded PostgreSQL keeps its things below DATA_DIR.

import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';

export const USER = 'atrium';
export const DATABASE = 'atriumverse';
/** Only a part of the socket's name: nothing listens on the network. */
export const PORT = 5432;

export type Layout = {
  dataDir: string;
  /** Holds everything below but the log; only its owner may enter it. */
  home: string;
  cluster: string;
  /** How the names of clusters begin that are being made; renamed when whole. */
  unfinishedPrefix: string;
  libraries: string;
  programs: string;
  lockFile: string;
  ownerFile: string;
  socketDir: string;
  log: string;
};

/** `dataDir` is a real path: processes are told apart by it. */
export function layoutOf(dataDir: string): Layout {
  const home = path.join(dataDir, 'postgres');
  return {
    dataDir,
    home,
    cluster: path.join(home, 'cluster'),
    unfinishedPrefix: path.join(home, 'cluster.new.'),
    libraries: path.join(home, 'lib'),
    programs: path.join(home, 'programs'),
    lockFile: path.join(home, 'lock'),
    ownerFile: path.join(home, 'owner.json'),
    socketDir: socketDirFor(home),
    log: path.join(dataDir, 'postgres.log'),
  };
}

/** The kernel takes 107 bytes for the path of a socket (103 on macOS), so a deep folder needs a short one elsewhere. */
function socketDirFor(home: string): string {
  const longest = 103;
  if (Buffer.byteLength(path.join(home, `.s.PGSQL.${PORT}.lock`)) <= longest) return home;
  const name = createHash('sha256').update(home).digest('hex').slice(0, 12);
  return path.join(os.tmpdir(), `atriumverse-${name}`);
}

export const clientConfig = (layout: Layout, database = DATABASE) => ({
  host: layout.socketDir,
  port: PORT,
  user: USER,
  database,
});

/** For any PostgreSQL client on this machine. */
export const urlOf = (layout: Layout): string =>
  `postgresql:///${DATABASE}?host=${encodeURIComponent(layout.socketDir)}&user=${USER}`;
