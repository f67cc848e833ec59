// What happens for a moment and is gone: seen by who listens then, kept nowhere.

import type { Message } from '../../shared/protocol/chat.ts';
import type { TalkTab } from './world-chat.ts';

export type WorldEvents = {
  /** Somebody said something that stands over the speaker's head. */
  said: { message: Message; tab: TalkTab };
  emoted: { userId: string; emote: string };
  /** Turn the camera to a person and mark it. */
  locate: { sessionId: string };
  /** The camera's steps: nearer, further. */
  zoom: { steps: 1 | -1 };
  recentre: undefined;
};
type Listener<T> = (event: T) => void;

export class EventHub {
  private readonly listeners = new Map<keyof WorldEvents, Set<Listener<never>>>();

  /** Answers what undoes it. */
  on<K extends keyof WorldEvents>(type: K, listener: Listener<WorldEvents[K]>): () => void {
    let set = this.listeners.get(type);
    if (!set) {
      set = new Set();
      this.listeners.set(type, set);
    }
    set.add(listener as Listener<never>);
    return () => set.delete(listener as Listener<never>);
  }

  emit<K extends keyof WorldEvents>(type: K, event: WorldEvents[K]): void {
    for (const listener of this.listeners.get(type) ?? []) (listener as Listener<WorldEvents[K]>)(event);
  }
}
