import type { ReactNode } from 'react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { NotFound } from '../app/NotFound.tsx';
import { Button } from '../kit/Button.tsx';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { useServer } from './useServer.ts';

/** Shows `children` as soon as the server is known; else what stands in the way. */
export function ServerGate({
  serverId,
  children,
}: {
  serverId: string;
  children: (server: VirtualServer) => ReactNode;
}) {
  const state = useServer(serverId);
  if (state.server) return children(state.server);
  if (state.phase === 'missing') {
    return (
      <NotFound
        inside
        title="No such world"
        text="It was taken down, or it opens by invitation only. Whoever sent you here can give you an invite."
      />
    );
  }
  if (state.phase === 'failed') {
    return (
      <ErrorNote
        actions={
          <Button size="small" onClick={state.retry}>
            Try again
          </Button>
        }
      >
        {state.error}
      </ErrorNote>
    );
  }
  return (
    <div aria-busy="true" className="flex flex-col gap-5">
      <span className="sr-only">Loading the world…</span>
      <Skeleton className="h-52" />
      <Skeleton className="h-10 w-1/2" />
      <Skeleton className="h-24" />
    </div>
  );
}
