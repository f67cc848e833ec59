// The list of conversations: 280 px wide on a desk, the first of two screens on a phone.

import { Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { NO_FILTERS } from '../../state/chat-search.ts';
import { Button } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { inputClass } from '../kit/Field.tsx';
import { useAction } from '../kit/useAction.ts';
import { ChannelList } from './ChannelList.tsx';
import { useChat, useChatActions } from './context.tsx';
import { DirectList } from './DirectList.tsx';
import { SelfBar } from './SelfBar.tsx';
import { ServerSwitcher } from './ServerSwitcher.tsx';
import { showChatPanel } from './view.ts';

type SidebarProps = {
  serverId: string | undefined;
  onServer: (serverId: string) => void;
  className?: string;
};

export function Sidebar({ serverId, onServer, className }: SidebarProps) {
  return (
    <nav
      aria-label="Conversations"
      className={cx('flex w-full shrink-0 flex-col border-line border-r-2 bg-surface md:w-[280px]', className)}
    >
      <ServerSwitcher serverId={serverId} onServer={onServer} />
      <SearchBox serverId={serverId} />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4">
        <Lists serverId={serverId} />
      </div>
      <SelfBar />
    </nav>
  );
}

export function Lists({ serverId }: { serverId: string | undefined }) {
  const { lists } = useChatActions();
  const read = useChat((state) => state.servers !== null);
  const error = useChat((state) => state.listError);
  const again = useAction(() => lists.readAll());
  if (error && !read) {
    return (
      <ErrorNote
        actions={
          <Button size="small" busy={again.busy} onClick={() => again.run()}>
            Try again
          </Button>
        }
      >
        {error}
      </ErrorNote>
    );
  }
  if (!read) {
    return (
      <div aria-busy="true" className="flex flex-col gap-2 px-2 pt-3">
        <span className="sr-only">Loading conversations…</span>
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Skeleton key={key} className="h-8" />
        ))}
      </div>
    );
  }
  return (
    <>
      {serverId && <ChannelList serverId={serverId} />}
      <DirectList serverId={serverId} />
    </>
  );
}

export function SearchBox({ serverId }: { serverId: string | undefined }) {
  const { search } = useChatActions();
  const [query, setQuery] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!serverId || query.trim() === '') return;
    void search.search(serverId, query, NO_FILTERS);
    showChatPanel('search');
  };
  return (
    <search className="block shrink-0">
      <form onSubmit={submit} className="relative p-3">
        <Search size={16} aria-hidden className="pointer-events-none absolute top-6 left-6 z-1 text-ink-soft" />
        <input
          type="search"
          aria-label="Search messages"
          placeholder="Search messages"
          value={query}
          disabled={!serverId}
          maxLength={200}
          onChange={(event) => setQuery(event.target.value)}
          className={cx(inputClass, 'h-10 bg-sunken pl-9! text-small pointer-coarse:h-11')}
        />
      </form>
    </search>
  );
}
