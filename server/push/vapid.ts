// The key pair by which push services know this installation (RFC 8292). Made on the first start and kept in the
// database, one for all processes: browsers subscribe with the public key, so another pair would silence all of them.

import webPush from 'web-push';
import type { Db } from '../db/transaction.ts';
import type { Config } from '../platform/config.ts';
import { findVapidKeys, insertVapidKeys, type VapidKeys } from './push.repository.ts';

export async function loadVapidKeys(db: Db): Promise<VapidKeys> {
  const known = await findVapidKeys(db);
  if (known) return known;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  await insertVapidKeys(db, { public_key: publicKey, private_key: privateKey });
  return (await findVapidKeys(db))!;
}

/** Whom a push service may write to about us. Apple's refuses addresses at localhost, so the site itself is better then. */
export function contactOf({ mailFrom, publicUrl }: Pick<Config, 'mailFrom' | 'publicUrl'>): string {
  const address = /([^\s<>]+@[^\s<>]+)>?\s*$/.exec(mailFrom)?.[1];
  const isReal = address !== undefined && !/@localhost$/i.test(address);
  if (!isReal && publicUrl?.startsWith('https://')) return publicUrl;
  return `mailto:${address ?? 'no-reply@localhost'}`;
}
