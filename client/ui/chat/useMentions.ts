import { useEffect, useMemo, useState } from 'react';
import { channelOf, serverOf } from '../../state/chat.ts';
import { type ConversationKey, isDirect } from '../../state/chat-key.ts';
import { useChat, useChatActions } from './context.tsx';
import { type Candidate, type MentionQuery, rankCandidates } from './mention-query.ts';

const ASK_AFTER_MS = 150;
const EVERYBODY: readonly Candidate[] = [
  { name: 'here', userId: null, hint: 'everyone who is online' },
  { name: 'channel', userId: null, hint: 'everyone of this channel' },
];
const NOBODY: Candidate[] = [];

/** Who may be meant by what stands behind an @. Between two people nobody is called. */
export function useMentions(key: ConversationKey, query: MentionQuery | null): Candidate[] {
  const { lists } = useChatActions();
  const serverId = useChat((state) => serverOf(state, key));
  const me = useChat((state) => state.userId);
  const mayAll = useChat((state) => channelOf(state, key)?.permissions.includes('mention_all') ?? false);
  const [found, setFound] = useState<readonly Candidate[]>([]);
  const text = query && !isDirect(key) ? query.text : null;
  useEffect(() => {
    if (text === null || !serverId) return;
    let current = true;
    const ask = async (): Promise<void> => {
      const members = await lists.findMembers(serverId, text, 20).catch(() => []);
      if (!current) return;
      setFound(members.map(({ username, user_id }) => ({ name: username, userId: user_id, hint: '' })));
    };
    const timer = setTimeout(ask, ASK_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [lists, serverId, text]);
  return useMemo(() => {
    if (text === null) return NOBODY;
    const people = found.filter(({ userId }) => userId !== me);
    return rankCandidates(mayAll ? [...people, ...EVERYBODY] : people, text);
  }, [found, mayAll, me, text]);
}
