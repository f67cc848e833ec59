// What the fault suites share: folders, whole histories, and who stood where.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { GameMap } from '../../shared/maps/game-map.ts';
import type { Message, SendBody } from '../../shared/protocol/chat.ts';
import { TICK_MS } from '../../shared/protocol/world.ts';
import { advance, type Point } from '../../shared/rules/movement.ts';
import type { Person, Visit } from '../harness/people.ts';

export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atriumverse-faults-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `chat:send` over the room: the committed message, or a rejection with the refusal. */
export const say = (visit: Visit, body: Partial<SendBody> & { content: string }): Promise<Message> =>
  visit.room.request('chat:send' as never, { scope: 'global', ...body } as never) as Promise<Message>;

/** All that is stored, newest first; back to `until`, which is the last one then. */
export async function history(reader: Pick<Person, 'call'>, serverId: string, until?: string): Promise<Message[]> {
  const all: Message[] = [];
  let cursor: string | null = null;
  do {
    const before: string = cursor ? `&before=${encodeURIComponent(cursor)}` : '';
    const { status, body } = await reader.call('GET', `/servers/${serverId}/chat/history?limit=100${before}`);
    if (status !== 200) throw new Error(`no history: ${JSON.stringify(body)}`);
    all.push(...body.messages);
    cursor = body.cursor;
  } while (cursor && !(until && all.some(({ id }) => id === until)));
  return all;
}

export type Sighting = Point & { at: number };

/** Writes down where everybody stands, as a client computes it from the segments that it was sent. */
export class Sightings {
  private readonly byUser = new Map<string, Sighting[]>();
  private readonly map: GameMap;
  constructor(map: GameMap) {
    this.map = map;
  }

  watch(visit: Visit): () => void {
    const welcome = visit.heard.find(({ type }) => type === 'world:welcome')!;
    const joined = performance.now();
    const look = () => {
      const at = performance.now();
      const tick = Math.floor(welcome.body.tick + (at - joined) / TICK_MS);
      for (const { user_id, x, y, dir, tick: since } of visit.room.state.players.values()) {
        const place = advance({ map: this.map, closed: null }, { x, y, dir, tick: since }, tick - since);
        const list = this.byUser.get(user_id) ?? [];
        list.push({ ...place, at });
        this.byUser.set(user_id, list);
      }
    };
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }

  /** How far `place` is, in 1/64 tile, from the nearest place where the person was seen between the two times. */
  distance(userId: string, place: Point, { from, to }: { from: number; to: number }): number {
    const seen = (this.byUser.get(userId) ?? []).filter(({ at }) => at >= from && at <= to);
    return Math.min(...seen.map(({ x, y }) => Math.max(Math.abs(x - place.x), Math.abs(y - place.y))));
  }
}
