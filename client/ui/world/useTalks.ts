import type { ConversationKey } from '../../state/chat-key.ts';
import { selfOf } from '../../state/world.ts';
import { everyoneKey, keyOfTab, type TalkTab } from '../../state/world-chat.ts';
import { useHud } from '../../state/world-hud.ts';
import { useChat } from '../chat/context.tsx';
import { useWorld, useWorldHandle } from './context.tsx';

export type Talk = {
  tab: TalkTab;
  label: string;
  /** Null: not known yet. */
  key: ConversationKey | null;
};

/** Whom one can talk to from here, in the order of the tabs. */
export function useTalks(): readonly Talk[] {
  const { serverId } = useWorldHandle().session;
  const zone = useWorld((state) => state.zones.get(selfOf(state)?.zoneId ?? ''));
  const everyone = useChat((state) => everyoneKey(state, serverId));
  const here = { serverId, zoneId: zone?.id ?? '', everyone };
  const talk = (tab: TalkTab, label: string): Talk => ({ tab, label, key: keyOfTab(tab, here) });
  return [talk('nearby', 'Nearby'), ...(zone ? [talk('zone', zone.name)] : []), talk('everyone', 'Everyone')];
}

/** The one that is shown: nearby, where the other one is not there any more. */
export function useCurrentTalk(talks: readonly Talk[]): Talk {
  const tab = useHud((state) => state.tab);
  return talks.find((talk) => talk.tab === tab) ?? talks[0]!;
}
