// What browsers need to find a way to each other: STUN tells them their address, TURN relays where there is no way.

import { createHmac } from 'node:crypto';
import type { IceServer } from '../../shared/protocol/media.ts';
import type { Config } from '../platform/config.ts';

type Settings = Pick<Config, 'stunUrls' | 'turnUrls' | 'turnSecret' | 'turnSeconds'>;

/**
 * For one person, until `expiresAt`. The credentials are those of the "REST API for access to TURN services": the name
 * says until when and whose, the password is its HMAC-SHA1 with the secret that the relay shares.
 */
export function iceServersFor(settings: Settings, userId: string, now: Date) {
  const { stunUrls, turnUrls, turnSecret, turnSeconds } = settings;
  const expiresAt = new Date(now.getTime() + turnSeconds * 1000);
  const stun: IceServer[] = stunUrls.length === 0 ? [] : [{ urls: [...stunUrls] }];
  if (turnUrls.length === 0 || turnSecret === undefined) return { stun, turn: [] as IceServer[], expiresAt };
  const username = `${Math.floor(expiresAt.getTime() / 1000)}:${userId}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return { stun, turn: [{ urls: [...turnUrls], username, credential }] as IceServer[], expiresAt };
}
