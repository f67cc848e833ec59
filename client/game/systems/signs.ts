// Names, speech and emotes over people's heads. They lie in a scene of their own whose camera never zooms.

import type Phaser from 'phaser';
import { AVATAR_FRAMES } from '../../../art/avatar/index.ts';
import { spoken } from '../../state/world-chat.ts';
import type { WorldEvents } from '../../state/world-events.ts';
import { prefersReducedMotion } from '../../state/world-settings.ts';
import type { GameContext } from '../context.ts';
import type { Plate, Plates } from '../entities/plate.ts';
import { drawEmote, drawName, drawTalk } from '../entities/signs.ts';
import type { Frame, System } from '../system.ts';
import type { People, Shown } from './people.ts';

/** With more people than this in view, only the names of those close by are shown. */
const CROWD = 70;
/** In pixels of the map. */
const CLOSE = 7 * 32;
const TALK_MS = 3500;
const TALK_MS_PER_LETTER = 45;
const TALK_MAX_MS = 9000;
const EMOTE_MS = 2400;
const FADE_MS = 300;
const POP_MS = 140;
/** Older than this, a message was said before one looked. */
const STALE_MS = 10_000;
/** CSS pixels. */
const GAP = 5;
const RISE = 26;

type Tag = { plate: Plate; key: string; person: Shown['person'] };
type Sign = { plate: Plate; text: string; from: number; until: number };

export class Signs implements System {
  private readonly context: GameContext;
  private readonly people: People;
  private readonly plates: Plates;
  private readonly camera: Phaser.Cameras.Scene2D.Camera;
  private readonly tags = new Map<string, Tag>();
  private readonly talk = new Map<string, Sign>();
  private readonly emotes = new Map<string, Sign>();
  private readonly undo: (() => void)[];
  private now = 0;

  /** `camera` of the world, not of the signs. */
  constructor(options: {
    context: GameContext;
    people: People;
    plates: Plates;
    camera: Phaser.Cameras.Scene2D.Camera;
  }) {
    this.context = options.context;
    this.people = options.people;
    this.plates = options.plates;
    this.camera = options.camera;
    const { events } = this.context.session;
    this.undo = [
      events.on('said', (said) => this.say(said)),
      events.on('emoted', ({ userId, emote }) =>
        this.show(this.emotes, userId, { text: emote, life: EMOTE_MS, draw: () => drawEmote(this.plates, emote) }),
      ),
    ];
    if (this.context.test) this.context.test.signs = () => this.texts();
  }

  update({ now }: Frame): void {
    this.now = now;
    let near = 0;
    for (const shown of this.people.all) if (shown.near) near++;
    for (const shown of this.people.all) this.place(shown, near > CROWD);
    for (const [sessionId, tag] of this.tags) {
      if (this.people.bySession(sessionId)) continue;
      this.plates.release(tag.plate);
      this.tags.delete(sessionId);
    }
    this.expire(this.talk);
    this.expire(this.emotes);
  }

  destroy(): void {
    for (const undo of this.undo) undo();
    this.tags.clear();
    this.talk.clear();
    this.emotes.clear();
  }

  private place(shown: Shown, crowded: boolean): void {
    const { avatar, person, near } = shown;
    const { camera } = this;
    const { density } = this.plates;
    const tag = this.tagOf(shown);
    const talk = this.talk.get(person.userId);
    const emote = this.emotes.get(person.userId);
    if (talk) talk.plate.image.visible = near;
    if (emote) emote.plate.image.visible = near;
    const named = near && (!crowded || this.isClose(shown));
    if (tag) tag.plate.image.visible = named;
    if (!near) return;
    const x = Math.round((avatar.x - camera.worldView.x) * camera.zoom);
    let y = Math.round((avatar.y - AVATAR_FRAMES.head_height - camera.worldView.y) * camera.zoom) - GAP * density;
    if (tag && named) {
      put(tag.plate, x, y, Math.round(avatar.y));
      y -= tag.plate.image.height + GAP * density;
    }
    if (talk) {
      put(talk.plate, x, y, 1_000_000 + talk.from);
      this.animate(talk, 0);
      y -= talk.plate.image.height;
    }
    if (emote) {
      const rise = prefersReducedMotion() ? 0 : Math.min(1, (this.now - emote.from) / EMOTE_MS) * RISE * density;
      put(emote.plate, x, y - Math.round(rise), 2_000_000 + emote.from);
      this.animate(emote, POP_MS);
    }
  }

  private isClose(shown: Shown): boolean {
    const { self } = this.people;
    if (!self || shown === self) return true;
    return Math.abs(shown.avatar.x - self.avatar.x) < CLOSE && Math.abs(shown.avatar.y - self.avatar.y) < CLOSE;
  }

  /** Nobody's name is drawn before it is seen for the first time. */
  private tagOf(shown: Shown): Tag | undefined {
    const { person } = shown;
    const tag = this.tags.get(shown.sessionId);
    if (tag?.person === person || !shown.near) return tag;
    const key = `${person.username} ${person.status} ${person.media}`;
    if (tag?.key === key) {
      tag.person = person;
      return tag;
    }
    const sign = {
      name: person.username,
      status: person.status,
      media: person.media,
      isSelf: shown === this.people.self,
    };
    const drawn = { plate: drawName(this.plates, sign, tag?.plate ?? null), key, person };
    this.tags.set(shown.sessionId, drawn);
    return drawn;
  }

  private say({ message, tab }: WorldEvents['said']): void {
    if (Date.now() - Date.parse(message.created_at) > STALE_MS) return;
    const text = spoken(message);
    if (text === '') return;
    const life = Math.min(TALK_MAX_MS, TALK_MS + text.length * TALK_MS_PER_LETTER);
    this.show(this.talk, message.user_id, { text, life, draw: () => drawTalk(this.plates, text, tab === 'everyone') });
  }

  private texts(): { user_id: string; text: string }[] {
    return [this.talk, this.emotes].flatMap((signs) => [...signs].map(([user_id, { text }]) => ({ user_id, text })));
  }

  private show(
    signs: Map<string, Sign>,
    userId: string,
    { text, life, draw }: { text: string; life: number; draw: () => Plate },
  ): void {
    // Whoever is not here says it in the chat only.
    if (!this.people.byUser(userId)) return;
    const old = signs.get(userId);
    if (old) this.plates.release(old.plate);
    signs.set(userId, { plate: draw(), text, from: this.now, until: this.now + life });
  }

  private animate(sign: Sign, popMs: number): void {
    const { image } = sign.plate;
    const left = sign.until - this.now;
    image.setAlpha(left < FADE_MS ? Math.max(0, left / FADE_MS) : 1);
    if (popMs === 0 || prefersReducedMotion()) return;
    const grown = Math.min(1, (this.now - sign.from) / popMs);
    image.setScale(0.5 + 0.5 * grown * (1.6 - 0.6 * grown));
  }

  private expire(signs: Map<string, Sign>): void {
    for (const [userId, sign] of signs) {
      if (this.now < sign.until && this.people.byUser(userId)) continue;
      this.plates.release(sign.plate);
      signs.delete(userId);
    }
  }
}

function put({ image }: Plate, x: number, y: number, depth: number): void {
  // A plate of odd width stands on whole pixels all the same.
  image.x = x - ((image.width / 2) % 1);
  image.y = y;
  if (image.depth !== depth) image.setDepth(depth);
}
