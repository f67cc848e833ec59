import { useEffect, useState } from 'react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { loadServer } from '../../actions/servers.ts';
import { ApiError, messageOf } from '../../net/api-error.ts';
import { useServers } from '../../state/servers.ts';

export type ServerState =
  | { phase: 'loading'; server: VirtualServer | undefined }
  | { phase: 'ready'; server: VirtualServer }
  | { phase: 'missing'; server: undefined }
  | { phase: 'failed'; server: VirtualServer | undefined; error: string; retry: () => void };

/** One virtual server: what is known of it at once, and anew from the server. */
export function useServer(serverId: string): ServerState {
  const server = useServers((state) => state.byId[serverId]);
  const [phase, setPhase] = useState<'loading' | 'ready' | 'missing' | 'failed'>('loading');
  const [error, setError] = useState('');
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    let current = true;
    setPhase('loading');
    loadServer(serverId).then(
      () => current && setPhase('ready'),
      (failure: unknown) => {
        if (!current) return;
        const missing = failure instanceof ApiError && (failure.status === 404 || failure.status === 400);
        setError(messageOf(failure));
        setPhase(missing ? 'missing' : 'failed');
      },
    );
    return () => {
      current = false;
    };
  }, [serverId, tries]);

  if (phase === 'missing') return { phase, server: undefined };
  if (phase === 'failed') return { phase, server, error, retry: () => setTries(tries + 1) };
  if (phase === 'ready' && server) return { phase, server };
  return { phase: 'loading', server };
}
