// Everything that one can do in chat. The page and the HUD call these; neither knows what carries them.

import type { ChatEars } from '../net/chat-carrier.ts';
import { createChatCare } from './chat-care.ts';
import type { ChatContext } from './chat-context.ts';
import { createChatHearing } from './chat-hearing.ts';
import { createChatLists } from './chat-lists.ts';
import { createChatReading } from './chat-reading.ts';
import { createChatSearch } from './chat-search.ts';
import { createChatThreads } from './chat-threads.ts';
import { createChatTyping } from './chat-typing.ts';
import { createChatUploads } from './chat-uploads.ts';
import { createChatWriting } from './chat-writing.ts';

const AGAIN_MS = 3000;

export function createChatActions(context: ChatContext) {
  const lists = createChatLists(context);
  const hearing = createChatHearing(context, lists, () => reading);
  const reading = createChatReading(context, lists);
  const writing = createChatWriting(context, reading, hearing);
  const threads = createChatThreads(context);

  let turn = 0;
  /** What was missed comes, and is asked for again while the line stands and no answer came. */
  const catchUp = async (mine: number): Promise<void> => {
    try {
      await hearing.onLive();
      await threads.readThread();
    } catch {
      context.later(AGAIN_MS, () => {
        if (mine === turn && context.carrier().isLive()) void catchUp(mine);
      });
    }
  };
  const ears: ChatEars = {
    heard: hearing.heard,
    onLive: () => {
      void catchUp(++turn);
      void writing.flush();
      reading.tellMarks();
    },
    onDown: hearing.onDown,
  };
  return {
    ears,
    lists,
    reading,
    writing,
    threads,
    hear: hearing.hear,
    typing: createChatTyping(context),
    uploads: createChatUploads(context),
    search: createChatSearch(context),
    care: createChatCare(context, lists),
  };
}
export type ChatActions = ReturnType<typeof createChatActions>;
